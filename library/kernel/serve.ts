// A program that is served: its default export's `fetch`, on TCP port 80 or the boot setting `port`.
//
// The boot setting `live-bytes-every=N` prints, after every N requests, how many bytes live (live-bytes.ts).
import { CONSOLE_ERROR } from '../contracts/host.ts'
import type { Source } from '../contracts/source.ts'
import { writeText } from '../globals/console/output.ts'
import { currentHost } from '../globals/host.ts'
import { currentInterface } from '../net/installed.ts'
import { tcpOf } from '../net/tcp-of.ts'
import type { HttpServer } from '../protocols/http/mod.ts'
import type { FetchHandler } from '../web/serve.ts'
import { serve as serveOn } from '../web/serve.ts'
import { LiveBytesReport } from './live-bytes.ts'
import { addSource } from './run.ts'
import { TcpTransport } from './tcp-transport.ts'

const DEFAULT_PORT = 80
const BACKLOG = 128

/** Connections whose receiver has room again, and the times of the server. */
class WebSource implements Source {
  server: HttpServer | null = null
  #resumed: TcpTransport[] = []

  push(transport: TcpTransport): void {
    this.#resumed.push(transport)
  }

  poll(): boolean {
    this.server?.expire()
    const resumed = this.#resumed
    if (resumed.length === 0) return false
    this.#resumed = []
    for (const transport of resumed) transport.offer()
    return true
  }

  isReferenced(): boolean {
    return this.server !== null
  }

  deadlineNs(): number {
    return this.server?.deadlineNs() ?? Infinity
  }

  prepareToWait(): boolean {
    return this.#resumed.length > 0
  }
}

/** The last `name=value` of the boot settings as a number from 1 to `most`; null without one. Aborts on what is no such number. */
function numberSetting(name: string, most: number): number | null {
  let text: string | null = null
  for (const entry of currentHost().environment()) if (entry.startsWith(`${name}=`)) text = entry.slice(name.length + 1)
  if (text === null) return null
  const value = Number(text)
  if (!Number.isInteger(value) || value < 1 || value > most) {
    return currentHost().abort(`boot settings: ${name} takes a whole number from 1 to ${most}, not ${text}`)
  }
  return value
}

/** Called by the module that the compiler adds to a served program, after all of the program's own. */
export function serve(handler: FetchHandler): void {
  const host = currentHost()
  const every = numberSetting('live-bytes-every', Number.MAX_SAFE_INTEGER)
  const source = new WebSource()
  const owner = currentInterface()
  let served = handler
  if (every !== null) {
    const report = new LiveBytesReport(handler, every, host)
    addSource(report)
    served = report
  }
  source.server = serveOn(served, {
    listen(accept): void {
      tcpOf(owner).listen(numberSetting('port', 65535) ?? DEFAULT_PORT, BACKLOG, (connection) => {
        const transport = new TcpTransport(connection, source)
        transport.start(accept(transport))
      })
    },
  }, { clock: host, log: (line) => writeText(CONSOLE_ERROR, `${line}\n`) })
  addSource(source)
}
