// The web appliance in a guest behind user-mode networking, for tests and measurements.
import { spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { request, type Agent } from 'node:http'
import { createServer, type AddressInfo } from 'node:net'
import { join } from 'node:path'
import { bootGuest, type Guest } from '../../cli/guest/boot.ts'
import { firstAnswerMs } from '../../cli/guest/first-answer.ts'
import { type MachineName, parseGuestOptions } from '../../cli/guest/options.ts'
import { projectRoot } from './oracle.ts'

const START_MS = 20_000

export interface WebGuest {
  readonly guest: Guest
  readonly port: number
  /** From QEMU's start. */
  readonly firstAnswerMs: number
  console(): string
}

export interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly text: string
}

/** Builds the appliance; throws what the build printed if it fails. */
export function buildWebImage(output: string): void {
  const argv = ['bin/skerry', 'build', 'appliances/hello/main.ts', '--target', 'pvh', '-o', output]
  const { status, stderr } = spawnSync(process.execPath, argv, { cwd: projectRoot, encoding: 'utf8' })
  if (status !== 0) throw new Error(stderr)
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}

/** Boots an image and waits for its first answer; throws if there is none within twenty seconds. */
export async function bootWeb(image: string, machine: MachineName = 'microvm', settings: readonly string[] = []): Promise<WebGuest> {
  const port = await freePort()
  const options = parseGuestOptions({ machine, memory: '16M', publish: [`${port}:80`], set: settings })
  let text = ''
  const started = performance.now()
  const guest = bootGuest({
    image, options, programArguments: [], accelerator: 'tcg', onConsole: (bytes) => { text += bytes.toString() },
  })
  let isOver = false
  void guest.ended.then(() => { isOver = true })
  const ms = await firstAnswerMs('127.0.0.1', port, started, () => isOver || performance.now() - started > START_MS)
  if (ms === null) {
    guest.powerOff()
    throw new Error(`the guest did not answer; its console: ${text}\n${(await guest.ended).qemuErrors}`)
  }
  return { guest, port, firstAnswerMs: ms, console: () => text }
}

export function ask(port: number, path: string, options: { method?: string; body?: string; agent?: Agent } = {}): Promise<Answer> {
  return new Promise((settle, fail) => {
    const { method = 'GET', body, agent } = options
    const asked = request({ host: '127.0.0.1', port, path, method, agent }, (answer) => {
      let text = ''
      answer.setEncoding('utf8').on('data', (chunk: string) => { text += chunk })
      answer.on('end', () => settle({ status: answer.statusCode ?? 0, headers: answer.headers, text }))
      answer.on('error', fail)
    })
    asked.on('error', fail)
    asked.end(body)
  })
}

/** Asks `count` times over `connections` connections that are kept; throws on an answer that is not right. */
export async function askMany(port: number, count: number, connections: number, agent: Agent): Promise<void> {
  let next = 0
  const one = async (): Promise<void> => {
    while (next < count) {
      const number = next++
      const { status, text } = await ask(port, `/query?name=n${number}`, { agent })
      if (status !== 200 || text !== `hello, n${number}\n`) throw new Error(`request ${number} was answered ${status} ${text}`)
    }
  }
  await Promise.all(Array.from({ length: connections }, one))
}

/** Live bytes that the guest printed, by the number of requests after which. */
export function liveBytes(console: string): Map<number, number> {
  const found = [...console.matchAll(/live bytes after (\d+) requests: (\d+)/g)]
  return new Map(found.map(([, requests, bytes]) => [Number(requests), Number(bytes)]))
}

export const webImagePath = join(projectRoot, 'build/web/hello')
