// All connections by their ends: a hash table with chains through the connections themselves. Our address is the same
// for all.
import type { Connection } from './connection.ts'

const FIRST_BUCKETS = 64

export class ConnectionTable {
  #buckets: (Connection | null)[] = emptyBuckets(FIRST_BUCKETS)
  #count = 0
  /** Random, so that nobody outside can choose ends that share a bucket. */
  readonly #seed: number

  constructor(seed: number) {
    this.#seed = seed | 0
  }

  get count(): number {
    return this.#count
  }

  find(remoteAddress: number, remotePort: number, localPort: number): Connection | null {
    let connection = this.#buckets[this.#bucketOf(remoteAddress, remotePort, localPort)]
    while (connection !== null) {
      const isIt = connection.remotePort === remotePort && connection.remoteAddress === remoteAddress &&
        connection.localPort === localPort
      if (isIt) return connection
      connection = connection.nextInBucket
    }
    return null
  }

  add(connection: Connection): void {
    if (this.#count === this.#buckets.length) this.#grow()
    this.#count = (this.#count + 1) | 0
    this.#link(connection)
  }

  remove(connection: Connection): void {
    const bucket = this.#bucketOf(connection.remoteAddress, connection.remotePort, connection.localPort)
    let before: Connection | null = null
    let at = this.#buckets[bucket]
    while (at !== null && at !== connection) {
      before = at
      at = at.nextInBucket
    }
    if (at === null) return
    if (before === null) this.#buckets[bucket] = connection.nextInBucket
    else before.nextInBucket = connection.nextInBucket
    connection.nextInBucket = null
    this.#count = (this.#count - 1) | 0
  }

  #link(connection: Connection): void {
    const bucket = this.#bucketOf(connection.remoteAddress, connection.remotePort, connection.localPort)
    connection.nextInBucket = this.#buckets[bucket]
    this.#buckets[bucket] = connection
  }

  #grow(): void {
    const old = this.#buckets
    this.#buckets = emptyBuckets(old.length * 2)
    for (let i = 0; i < old.length; i++) {
      let connection = old[i]
      while (connection !== null) {
        const next: Connection | null = connection.nextInBucket
        this.#link(connection)
        connection = next
      }
    }
  }

  #bucketOf(remoteAddress: number, remotePort: number, localPort: number): number {
    let hash = Math.imul((remoteAddress | 0) ^ this.#seed, 0x9e3779b1)
    hash = Math.imul((hash ^ (hash >>> 15)) ^ ((remotePort << 16) | localPort), 0x85ebca6b)
    return (hash ^ (hash >>> 13)) & (this.#buckets.length - 1)
  }
}

function emptyBuckets(count: number): (Connection | null)[] {
  const buckets: (Connection | null)[] = []
  for (let i = 0; i < count; i++) buckets[i] = null
  return buckets
}
