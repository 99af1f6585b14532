// Builds programs in a few worker processes: each holds a warm compiler, so that a program costs little more than its
// own analysis and clang; a compiler that crashes or hangs takes down its worker, and the failure is that program's.
import { fork, type ChildProcess } from 'node:child_process'
import { fileURLToPath } from 'node:url'

/** What a worker answers. `text` are rendered diagnostics, for people. */
export type BuildAnswer =
  | { readonly kind: 'built'; readonly imagePath: string; readonly sizeBytes: number; readonly timings: unknown }
  | { readonly kind: 'refused'; readonly diagnostics: readonly { code: string; line: number }[]; readonly text: string }
  | { readonly kind: 'crashed'; readonly text: string }

export interface BuildRequest {
  readonly entry: string
  readonly output: string
  /** Default: linux. */
  readonly target?: 'linux' | 'pvh'
}

interface Waiting {
  readonly request: BuildRequest
  readonly settle: (answer: BuildAnswer) => void
}

const BUILD_TIMEOUT_MS = 120_000
/** A worker is replaced after so many programs, which bounds the memory of its compiler. */
const BUILDS_PER_WORKER = 40

export class BuildPool {
  readonly #queue: Waiting[] = []
  readonly #workerCount: number
  #running = 0
  readonly #idle: PoolWorker[] = []
  #closed = false

  constructor(workerCount: number) {
    this.#workerCount = workerCount
  }

  build(request: BuildRequest): Promise<BuildAnswer> {
    return new Promise((settle) => {
      this.#queue.push({ request, settle })
      this.#pump()
    })
  }

  /** After the last answer. */
  close(): void {
    this.#closed = true
    for (const worker of this.#idle) worker.stop()
    this.#idle.length = 0
  }

  #pump(): void {
    while (this.#running < this.#workerCount && this.#queue.length > 0) void this.#serve(this.#queue.shift()!)
  }

  async #serve({ request, settle }: Waiting): Promise<void> {
    this.#running++
    const worker = this.#idle.pop() ?? new PoolWorker()
    const answer = await worker.build(request)
    if (worker.spent || this.#closed) worker.stop()
    else this.#idle.push(worker)
    this.#running--
    settle(answer)
    this.#pump()
  }
}

class PoolWorker {
  readonly #child: ChildProcess
  #builds = 0
  #ended = false
  #stderr = ''

  constructor() {
    this.#child = fork(fileURLToPath(new URL('build-worker.ts', import.meta.url)), {
      execArgv: ['--import', new URL('../../tools/emit/register.mjs', import.meta.url).href],
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    })
    this.#child.stderr?.on('data', (chunk) => (this.#stderr = (this.#stderr + String(chunk)).slice(-4000)))
  }

  get spent(): boolean {
    return this.#ended || this.#builds >= BUILDS_PER_WORKER
  }

  stop(): void {
    if (!this.#ended) this.#child.kill()
  }

  build(request: BuildRequest): Promise<BuildAnswer> {
    this.#builds++
    return new Promise((settle) => {
      const child = this.#child
      let timedOut = false
      const timer = setTimeout(() => {
        timedOut = true
        child.kill('SIGKILL')
      }, BUILD_TIMEOUT_MS)
      const finish = (answer: BuildAnswer): void => {
        clearTimeout(timer)
        child.removeListener('message', onMessage)
        child.removeListener('exit', onExit)
        child.removeListener('error', onError)
        settle(answer)
      }
      const onMessage = (answer: unknown): void => finish(answer as BuildAnswer)
      const onExit = (status: number | null, signal: string | null): void => {
        this.#ended = true
        const how = timedOut ? `compiler did not finish in ${BUILD_TIMEOUT_MS / 1000} s` : `compiler's process ended (${signal ?? status})`
        finish({ kind: 'crashed', text: `the ${how}\n${this.#stderr}` })
      }
      const onError = (error: Error): void => {
        this.#ended = true
        finish({ kind: 'crashed', text: error.message })
      }
      child.once('message', onMessage)
      child.once('exit', onExit)
      child.once('error', onError)
      child.send(request, (error) => error && onError(error))
    })
  }
}
