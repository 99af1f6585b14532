// An HTTP connection on a ByteStream (contracts/byte-stream.ts), for tests and for streams that are not TCP.
import type { ByteStream } from '../../contracts/byte-stream.ts'
import type { HttpServer } from './server.ts'
import type { Transport } from './transport.ts'

/** Serves until the stream has ended both ways. */
export async function serveStream(server: HttpServer, stream: ByteStream): Promise<void> {
  const transport = new StreamTransport(stream)
  const connection = server.accept(transport)
  transport.onWritable = () => connection.writable()
  for (;;) {
    const result = await stream.read()
    if (result.kind === 'end') {
      connection.receiveEnd()
      return
    }
    if (result.kind === 'reset') {
      connection.reset()
      return
    }
    const { bytes } = result
    let at = connection.receive(bytes, 0, bytes.length)
    while (at < bytes.length) {
      await transport.resumed()
      at += connection.receive(bytes, at, bytes.length)
    }
  }
}

/** One write under way at a time: the stream's backpressure. */
class StreamTransport implements Transport {
  onWritable: () => void = () => {}
  readonly #stream: ByteStream
  #isWriting = false
  #isEnding = false
  #wasResumed = false
  #onResume: (() => void) | null = null

  constructor(stream: ByteStream) {
    this.#stream = stream
  }

  send(bytes: Uint8Array, start: number, end: number): number {
    if (this.#isWriting) return 0
    this.#isWriting = true
    void this.#write(bytes.slice(start, end))
    return end - start
  }

  async #write(bytes: Uint8Array): Promise<void> {
    const result = await this.#stream.write(bytes)
    if (result !== 'written') return // the read under way tells
    this.#isWriting = false
    if (this.#isEnding) this.#stream.closeWrite()
    else this.onWritable()
  }

  end(): void {
    this.#isEnding = true
    if (!this.#isWriting) this.#stream.closeWrite()
  }

  abort(): void {
    this.#stream.abort()
    this.resume()
  }

  resume(): void {
    this.#wasResumed = true
    const wake = this.#onResume
    this.#onResume = null
    wake?.()
  }

  /** Resolves at the next `resume`, or at once after one that nobody waited for. */
  async resumed(): Promise<void> {
    if (!this.#wasResumed) await new Promise<void>((resolve) => void (this.#onResume = resolve))
    this.#wasResumed = false
  }
}
