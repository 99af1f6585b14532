// `npm run soak`: live bytes of the web appliance after 10^6 requests against those after 10^4. Takes a while under emulation.
import { mkdirSync } from 'node:fs'
import { Agent } from 'node:http'
import { dirname } from 'node:path'
import { askMany, bootWeb, buildWebImage, liveBytes, webImagePath } from '../test/tools/web-guest.ts'

const REQUESTS = Number(process.argv[2] ?? 1_000_000)
const EARLY = 10_000
/** Not more: user-mode networking lets a few connections through at a time, the others after seconds. */
const CONNECTIONS = 4

mkdirSync(dirname(webImagePath), { recursive: true })
buildWebImage(webImagePath)
const { guest, port, console: text } = await bootWeb(webImagePath, 'microvm', [`live-bytes-every=${EARLY}`])
const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS })
const started = performance.now()
await askMany(port, REQUESTS - 1, CONNECTIONS, agent)
const seconds = (performance.now() - started) / 1000
agent.destroy()
guest.powerOff()
await guest.ended
const live = liveBytes(text())
const early = live.get(EARLY) ?? NaN
const late = live.get(REQUESTS) ?? NaN
const change = (late / early - 1) * 100
console.log(`${REQUESTS} requests in ${seconds.toFixed(0)} s; live bytes ${early} after ${EARLY}, ${late} after ${REQUESTS}: ${change.toFixed(2)} %`)
process.exitCode = Math.abs(change) <= 1 ? 0 : 1
