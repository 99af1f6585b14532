// The web appliance in a guest, for tests and measurements: behind user-mode networking, or on a TAP device.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { EventEmitter, once } from 'node:events'
import { Agent, request } from 'node:http'
import { createServer, type AddressInfo } from 'node:net'
import { join } from 'node:path'
import { bootGuest, type Guest } from '../../cli/guest/boot.ts'
import { firstAnswerMs } from '../../cli/guest/first-answer.ts'
import { type MachineName, parseGuestOptions } from '../../cli/guest/options.ts'
import { GUEST_ADDRESS, PREFIX_LENGTH } from './network-namespace.ts'
import { projectRoot } from './oracle.ts'

const START_MS = 20_000
const WEB_PORT = 80
const CLOCK_TOLERANCE_MS = 60_000

export interface Site {
  readonly host: string
  readonly port: number
}

export interface WebGuest extends Site {
  readonly guest: Guest
  /** From QEMU's start. */
  readonly firstAnswerMs: number
  /** The first match of the pattern in what the guest has printed, once there is one; throws if it ends without. */
  untilPrinted(pattern: RegExp): Promise<RegExpExecArray>
}

export interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly text: string
  /** Of our end of the connection. */
  readonly localPort: number
}

export interface WebOptions {
  readonly machine?: MachineName
  /** Boot settings. */
  readonly settings?: readonly string[]
  /** A TAP device, in a network namespace of the test's own (network-namespace.ts); left out: user-mode networking. */
  readonly tap?: string
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
export async function bootWeb(image: string, { machine = 'microvm', settings = [], tap }: WebOptions = {}): Promise<WebGuest> {
  const site = tap === undefined ? { host: '127.0.0.1', port: await freePort() } : { host: GUEST_ADDRESS, port: WEB_PORT }
  const place = tap === undefined ? { publish: [`${site.port}:${WEB_PORT}`] } : { publish: [], tap, address: `${GUEST_ADDRESS}/${PREFIX_LENGTH}` }
  const options = parseGuestOptions({ machine, memory: '16M', set: settings, ...place })
  let text = ''
  const started = performance.now()
  const printed = new EventEmitter()
  const guest = bootGuest({
    image, options, programArguments: [], accelerator: 'tcg',
    onConsole: (bytes) => {
      text += bytes.toString()
      printed.emit('more')
    },
  })
  let isOver = false
  void guest.ended.then(() => {
    isOver = true
    printed.emit('more')
  })
  const untilPrinted = async (pattern: RegExp): Promise<RegExpExecArray> => {
    for (;;) {
      const match = pattern.exec(text)
      if (match !== null) return match
      if (isOver) throw new Error(`the guest ended before it printed ${pattern}; its console: ${text}`)
      await once(printed, 'more')
    }
  }
  const ms = await firstAnswerMs(site.host, site.port, started, () => isOver || performance.now() - started > START_MS)
  if (ms === null) {
    guest.powerOff()
    throw new Error(`the guest did not answer; its console: ${text}\n${(await guest.ended).qemuErrors}`)
  }
  return { ...site, guest, firstAnswerMs: ms, untilPrinted }
}

export function ask(site: Site, path: string, options: { method?: string; body?: string; agent?: Agent } = {}): Promise<Answer> {
  return new Promise((settle, fail) => {
    const { method = 'GET', body, agent } = options
    const { host, port } = site
    const asked = request({ host, port, path, method, agent }, (answer) => {
      const { localPort = 0 } = answer.socket
      let text = ''
      answer.setEncoding('utf8').on('data', (chunk: string) => { text += chunk })
      answer.on('end', () => settle({ status: answer.statusCode ?? 0, headers: answer.headers, text, localPort }))
      answer.on('error', fail)
    })
    asked.on('error', fail)
    asked.end(body)
  })
}

/** Clients of a site, each with a connection that is kept until `end`. */
export class Clients {
  readonly #site: Site
  readonly #connections: number
  readonly #agent: Agent
  readonly #localPorts = new Set<number>()
  #asked = 0

  constructor(site: Site, connections: number) {
    this.#site = site
    this.#connections = connections
    this.#agent = new Agent({ keepAlive: true, maxSockets: connections })
  }

  /** Asks `count` times, all clients at once; throws on an answer whose status, headers or body are not right. */
  async ask(count: number): Promise<void> {
    const end = this.#asked + count
    const one = async (): Promise<void> => {
      while (this.#asked < end) await this.#askOnce(this.#asked++)
    }
    await Promise.all(Array.from({ length: this.#connections }, one))
  }

  /** How many connections it took so far. */
  get connectionsUsed(): number {
    return this.#localPorts.size
  }

  end(): void {
    this.#agent.destroy()
  }

  async #askOnce(number: number): Promise<void> {
    const { status, headers, text, localPort } = await ask(this.#site, `/query?name=n${number}`, { agent: this.#agent })
    const { date, ...others } = headers
    const body = `hello, n${number}\n`
    assert.deepEqual([status, text, others], [200, body, {
      'content-type': 'text/plain;charset=UTF-8', 'content-length': String(body.length),
    }], `request ${number}`)
    assert.ok(Math.abs(Date.parse(String(date)) - Date.now()) < CLOCK_TOLERANCE_MS, `request ${number}: ${date}`)
    this.#localPorts.add(localPort)
  }
}

export const webImagePath = join(projectRoot, 'build/web/hello')
