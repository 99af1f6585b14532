// Runs in a network namespace of its own, with a TAP device `tap0`: boots the web image named by the first argument on the
// machine named by the second, asks it as often as the third says over as many connections as the fourth says, and prints
// one line of JSON with what happened. A fifth has the guest tell what lives after every so many requests, while no other is asked.
import type { MachineName } from '../../cli/guest/options.ts'
import { bootWeb, Clients, type WebGuest } from './web-guest.ts'

export interface WebLoadResult {
  /** Right answers: one to the first request, and one to each of the others. */
  readonly requests: number
  readonly connections: number
  readonly seconds: number
  readonly perSecond: number
  /** Pairs: after how many requests, and how many bytes lived. */
  readonly liveBytes: readonly (readonly [number, number])[]
}

/** Requests that booting takes. */
const FIRST = 1

/** Asks `requests` times in all, and after every so many waits for the guest's word on what lives. */
async function askWithPauses(site: WebGuest, clients: Clients, requests: number, every: number): Promise<[number, number][]> {
  const live: [number, number][] = []
  for (let asked = FIRST; asked < requests;) {
    const next = Math.min(requests, asked - asked % every + every)
    await clients.ask(next - asked)
    asked = next
    if (asked % every !== 0) continue
    const [, bytes] = await site.untilPrinted(new RegExp(`live bytes after ${asked} requests: (\\d+)\n`))
    live.push([asked, Number(bytes)])
  }
  return live
}

async function load(
  image: string, machine: MachineName, requests: number, connections: number, liveBytesEvery: number | null,
): Promise<WebLoadResult> {
  const settings = liveBytesEvery === null ? [] : [`live-bytes-every=${liveBytesEvery}`]
  const site = await bootWeb(image, { machine, settings, tap: 'tap0' })
  const clients = new Clients(site, connections)
  const startedMs = performance.now()
  const live = await askWithPauses(site, clients, requests, liveBytesEvery ?? Infinity).finally(() => clients.end())
  const seconds = (performance.now() - startedMs) / 1000
  site.guest.powerOff()
  await site.guest.ended
  return {
    requests, connections: clients.connectionsUsed, seconds, perSecond: Math.round(requests / seconds), liveBytes: live,
  }
}

const [image, machine, requests, connections, liveBytesEvery] = process.argv.slice(2)
const every = liveBytesEvery === undefined ? null : Number(liveBytesEvery)
process.stdout.write(`${JSON.stringify(await load(image, machine as MachineName, Number(requests), Number(connections), every))}\n`)
