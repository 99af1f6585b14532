// The console of a guest, apart from the record with which the monitor ends it: the token, then the status.

/** Splits a stream; call push for each chunk and end once. */
export class RecordReader {
  /** The machine's exit status; null until its record has come. */
  status: number | null = null
  readonly #token: Buffer
  #held: Buffer = Buffer.alloc(0)

  constructor(token: string) {
    this.#token = Buffer.from(`${token} 0x`)
  }

  /** What of the stream is the program's; bytes that may be the start of a record are held back. */
  push(chunk: Buffer): Buffer {
    if (this.status !== null) return Buffer.alloc(0)
    const bytes = Buffer.concat([this.#held, chunk])
    const at = bytes.indexOf(this.#token)
    if (at >= 0) {
      const end = bytes.indexOf('\n', at)
      this.#held = bytes.subarray(at)
      if (end >= 0) this.status = parseInt(bytes.toString('latin1', at + this.#token.length, end), 16)
      const before = bytes.subarray(0, at)
      if (end < 0) return before
      this.#held = Buffer.alloc(0)
      return before
    }
    let keep = Math.min(this.#token.length - 1, bytes.length)
    while (keep > 0 && !this.#token.subarray(0, keep).equals(bytes.subarray(bytes.length - keep))) keep--
    this.#held = bytes.subarray(bytes.length - keep)
    return bytes.subarray(0, bytes.length - keep)
  }

  /** What was held back and is no record. */
  end(): Buffer {
    return this.status === null ? this.#held : Buffer.alloc(0)
  }
}
