// Runs in a network namespace of its own, with a TAP device `tap0`: boots the web image named by the first argument on the
// machine named by the second, asks it as often as the third says over as many connections as the fourth says, and prints
// one line of JSON with what happened. A fifth has the guest tell what lives after every so many requests.
import type { MachineName } from '../../cli/guest/options.ts'
import { askMany, bootWeb, liveBytes } from './web-guest.ts'

export interface WebLoadResult {
  /** Right answers: one to the first request, and one to each of the others. */
  readonly requests: number
  readonly connections: number
  readonly seconds: number
  readonly perSecond: number
  /** Pairs: after how many requests, and how many bytes lived. */
  readonly liveBytes: readonly (readonly [number, number])[]
}

async function load(
  image: string, machine: MachineName, requests: number, connections: number, liveBytesEvery: number | null,
): Promise<WebLoadResult> {
  const settings = liveBytesEvery === null ? [] : [`live-bytes-every=${liveBytesEvery}`]
  const site = await bootWeb(image, { machine, settings, tap: 'tap0' })
  const startedMs = performance.now()
  const used = await askMany(site, requests - 1, connections)
  const seconds = (performance.now() - startedMs) / 1000
  site.guest.powerOff()
  await site.guest.ended
  return {
    requests, connections: used, seconds, perSecond: Math.round(requests / seconds), liveBytes: [...liveBytes(site.console())],
  }
}

const [image, machine, requests, connections, liveBytesEvery] = process.argv.slice(2)
const every = liveBytesEvery === undefined ? null : Number(liveBytesEvery)
process.stdout.write(`${JSON.stringify(await load(image, machine as MachineName, Number(requests), Number(connections), every))}\n`)
