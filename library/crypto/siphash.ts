// SipHash-2-4 (Aumasson and Bernstein, "SipHash: a fast short-input PRF", 2012): a keyed function of a short message
// that nobody without the key can predict or invert. 64-bit words are pairs of 32-bit numbers, low half first.

export const SIPHASH_KEY_BYTES = 16

/** Of a 64-bit word. */
const LOW = 0
const HIGH = 1
/** Where the four words of the state are in its array of halves. */
const V0 = 0
const V1 = 2
const V2 = 4
const V3 = 6
const ROUNDS_PER_WORD = 2
const FINAL_ROUNDS = 4
const WORD_BYTES = 8

export class SipHash {
  /** The state that every message starts with. */
  readonly #initial = new Int32Array(8)
  readonly #state = new Int32Array(8)

  /** `key`: SIPHASH_KEY_BYTES bytes. */
  constructor(key: Uint8Array) {
    const initial = this.#initial
    const k0 = halfAt(key, 0)
    const k0High = halfAt(key, 4)
    const k1 = halfAt(key, 8)
    const k1High = halfAt(key, 12)
    initial[V0 + LOW] = k0 ^ 0x70736575
    initial[V0 + HIGH] = k0High ^ 0x736f6d65
    initial[V1 + LOW] = k1 ^ 0x6e646f6d
    initial[V1 + HIGH] = k1High ^ 0x646f7261
    initial[V2 + LOW] = k0 ^ 0x6e657261
    initial[V2 + HIGH] = k0High ^ 0x6c796765
    initial[V3 + LOW] = k1 ^ 0x79746573
    initial[V3 + HIGH] = k1High ^ 0x74656462
  }

  /** The low half of the hash of `message`; `highHalf` has the other until the next call. */
  hash(message: Uint8Array): number {
    const state = this.#state
    state.set(this.#initial)
    const { length } = message
    const wholeBytes = length - (length % WORD_BYTES)
    for (let i = 0; i < wholeBytes; i += WORD_BYTES) absorb(state, halfAt(message, i), halfAt(message, i + 4))
    const last = new Uint8Array(WORD_BYTES)
    for (let i = wholeBytes; i < length; i++) last[i - wholeBytes] = message[i]
    last[WORD_BYTES - 1] = length
    absorb(state, halfAt(last, 0), halfAt(last, 4))
    state[V2 + LOW] ^= 0xff
    for (let i = 0; i < FINAL_ROUNDS; i++) round(state)
    return this.#fold(LOW)
  }

  get highHalf(): number {
    return this.#fold(HIGH)
  }

  #fold(half: number): number {
    const state = this.#state
    return state[V0 + half] ^ state[V1 + half] ^ state[V2 + half] ^ state[V3 + half]
  }
}

function halfAt(bytes: Uint8Array, offset: number): number {
  return bytes[offset] | (bytes[offset + 1] << 8) | (bytes[offset + 2] << 16) | (bytes[offset + 3] << 24)
}

function absorb(state: Int32Array, low: number, high: number): void {
  state[V3 + LOW] ^= low
  state[V3 + HIGH] ^= high
  for (let i = 0; i < ROUNDS_PER_WORD; i++) round(state)
  state[V0 + LOW] ^= low
  state[V0 + HIGH] ^= high
}

function round(state: Int32Array): void {
  addWord(state, V0, V1)
  rotateAndMix(state, V1, 13, V0)
  swapHalves(state, V0)
  addWord(state, V2, V3)
  rotateAndMix(state, V3, 16, V2)
  addWord(state, V0, V3)
  rotateAndMix(state, V3, 21, V0)
  addWord(state, V2, V1)
  rotateAndMix(state, V1, 17, V2)
  swapHalves(state, V2)
}

function addWord(state: Int32Array, to: number, from: number): void {
  const low = (state[to + LOW] >>> 0) + (state[from + LOW] >>> 0)
  state[to + LOW] = low | 0
  state[to + HIGH] = state[to + HIGH] + state[from + HIGH] + (low > 0xffffffff ? 1 : 0)
}

/** word = rotate left(word, 1 … 31 bits) ^ other */
function rotateAndMix(state: Int32Array, word: number, bits: number, other: number): void {
  const low = state[word + LOW]
  const high = state[word + HIGH]
  state[word + LOW] = ((low << bits) | (high >>> (32 - bits))) ^ state[other + LOW]
  state[word + HIGH] = ((high << bits) | (low >>> (32 - bits))) ^ state[other + HIGH]
}

/** Rotation by 32 bits. */
function swapHalves(state: Int32Array, word: number): void {
  const low = state[word + LOW]
  state[word + LOW] = state[word + HIGH]
  state[word + HIGH] = low
}
