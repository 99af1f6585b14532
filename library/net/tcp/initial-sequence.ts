// Initial sequence numbers that only this machine can foretell (RFC 6528 §3; RFC 9293 §3.4.1):
//
//   ISN = M + F(local address, local port, remote address, remote port, secret)
//
// M is a timer of 4 µs, so that numbers of one pair of ends go up; F is SipHash under a key of the machine's start.
import { writeU16, writeU32 } from '../../base/big-endian.ts'
import type { Rng } from '../../contracts/rng.ts'
import { SipHash, SIPHASH_KEY_BYTES } from '../../crypto/siphash.ts'

const TICK_NS = 4000

export class InitialSequence {
  readonly #hash: SipHash
  readonly #ends = new Uint8Array(12)

  constructor(rng: Rng) {
    const secret = new Uint8Array(SIPHASH_KEY_BYTES)
    rng.fill(secret)
    this.#hash = new SipHash(secret)
  }

  /** For a connection between two ends that begins now. */
  choose(
    localAddress: number, localPort: number, remoteAddress: number, remotePort: number, nowNs: number,
  ): number {
    const ends = this.#ends
    writeU32(ends, 0, localAddress)
    writeU32(ends, 4, remoteAddress)
    writeU16(ends, 8, localPort)
    writeU16(ends, 10, remotePort)
    return (Math.floor(nowNs / TICK_NS) + this.#hash.hash(ends)) | 0
  }
}
