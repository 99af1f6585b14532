// `npm run soak`: live bytes of the web appliance after 10^6 requests against those after 10^4, over kept connections on a TAP
// device; every answer is checked. Takes a while under emulation. `npm run soak -- N` asks N times, a multiple of 10^4.
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { runInNamespace, tapWithAddress } from '../test/tools/network-namespace.ts'
import { projectRoot } from '../test/tools/oracle.ts'
import { buildWebImage } from '../test/tools/web-guest.ts'
import type { WebLoadResult } from '../test/tools/web-load.ts'

const REQUESTS = Number(process.argv[2] ?? 1_000_000)
const EARLY = 10_000
const CONNECTIONS = 32
/** MEASURING: "live bytes after 10^6 requests within 1 % of those after 10^4". */
const LARGEST_CHANGE_PERCENT = 1
/** Far slower than any machine that this ran on: a guest that hangs is ended. */
const LEAST_REQUESTS_PER_SECOND = 200

const folder = join(projectRoot, 'build/soak')
const image = join(folder, 'hello')
mkdirSync(folder, { recursive: true })
buildWebImage(image)
const argv = [image, 'microvm', String(REQUESTS), String(CONNECTIONS), String(EARLY)]
const mostSeconds = REQUESTS / LEAST_REQUESTS_PER_SECOND + 60
const result = runInNamespace<WebLoadResult>(tapWithAddress('tap0'), 'web-load.ts', argv, mostSeconds)
const live = new Map(result.liveBytes)
const early = live.get(EARLY) ?? NaN
const late = live.get(REQUESTS) ?? NaN
const ratio = late / early
const { seconds, perSecond, connections } = result
console.log(`${REQUESTS} right answers over ${connections} connections in ${seconds.toFixed(0)} s (${perSecond}/s, under emulation)`)
console.log(`live bytes: ${early} after ${EARLY} requests, ${late} after ${REQUESTS}; ratio ${ratio.toFixed(4)}`)
process.exitCode = Math.abs(ratio - 1) * 100 <= LARGEST_CHANGE_PERCENT ? 0 : 1
