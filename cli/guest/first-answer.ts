// How long a served guest takes from QEMU's start to its first answer over HTTP.
import { connect } from 'node:net'

const RETRY_MS = 5
/** A guest that has not answered an attempt by then gets another. */
const ATTEMPT_MS = 250

/** Asks for `/` until something answers; milliseconds since `startedMs` (performance.now), null once `isOver`. */
export async function firstAnswerMs(host: string, port: number, startedMs: number, isOver: () => boolean): Promise<number | null> {
  while (!isOver()) {
    if (await hasAnswer(host, port)) return performance.now() - startedMs
    await new Promise((done) => setTimeout(done, RETRY_MS))
  }
  return null
}

function hasAnswer(host: string, port: number): Promise<boolean> {
  return new Promise((settle) => {
    const socket = connect({ host, port, timeout: ATTEMPT_MS })
    const end = (answered: boolean): void => {
      socket.destroy()
      settle(answered)
    }
    socket.once('connect', () => socket.write(`GET / HTTP/1.1\r\nHost: ${host}:${port}\r\nConnection: close\r\n\r\n`))
    socket.once('data', () => end(true))
    socket.once('timeout', () => end(false))
    socket.once('error', () => end(false))
    socket.once('close', () => end(false))
  })
}
