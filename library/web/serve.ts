// Serving a program over HTTP: its `fetch` for each request, its Response to the client.
import type { Clock } from '../contracts/clock.ts'
import {
  type HttpConnection, type HttpLimits, type HttpRequest, HttpServer, type Receiver, type Transport,
} from '../protocols/http/mod.ts'
import { Headers } from './headers.ts'
import { Request } from './request.ts'
import { Response } from './response.ts'

/** What a program's default export is. */
export interface FetchHandler {
  fetch(request: Request): Response | Promise<Response>
}

/** Where connections come from; kernel gives it. */
export interface Listener {
  /** From now on each connection is given to `accept`, with its way out; it gives the way in. */
  listen(accept: (transport: Transport) => Receiver): void
}

export interface ServeOptions {
  readonly clock: Clock
  /** Takes a line about what a program did wrong. */
  readonly log: (line: string) => void
  readonly limits?: Partial<HttpLimits>
}

/** Serves from now on. The caller calls `expire` of the server when its `deadlineNs` has come. */
export function serve(handler: FetchHandler, listener: Listener, options: ServeOptions): HttpServer {
  const server = new HttpServer({
    clock: options.clock,
    log: options.log,
    limits: options.limits,
    handler: (request, connection) => answer(handler, request, connection),
  })
  listener.listen((transport) => server.accept(transport))
  return server
}

function answer(handler: FetchHandler, received: HttpRequest, connection: HttpConnection): void {
  const result = handler.fetch(new Request(received))
  if (result instanceof Response) {
    respond(connection, result)
    return
  }
  // One that is no promise is a wrong answer as well.
  Promise.resolve(result).then(
    (response) => {
      try {
        respond(connection, response)
      } catch (error) {
        connection.fail(textOf(error))
      }
    },
    (error) => connection.fail(textOf(error)),
  )
}

function respond(connection: HttpConnection, response: Response): void {
  if (!(response instanceof Response)) throw new TypeError('the answer is no Response')
  if (response.type === 'error') throw new TypeError('the answer is Response.error()')
  const { status, statusText } = response
  connection.respond({ status, statusText, fields: Headers.listOf(response.headers) }, Response.takeContent(response))
}

function textOf(error: unknown): string {
  return error instanceof Error ? error.stack ?? error.message : `${error}`
}
