// The hash table under Map and Set: entries in order of insertion, in parallel arrays of their own kinds, and chains of
// entry numbers through the buckets. A deleted entry stays, marked, until the table is rebuilt; who walks the table
// keeps an entry number and follows rebuilds through a list of epochs, so that walking sees each entry once whatever
// is added, deleted or cleared meanwhile.
import { arrayAt, arrayPush, arraySet } from '../intrinsics/mod.ts'
import { hashOf } from './hash.ts'

const MIN_CAPACITY = 8
const MAX_DEAD = 16
const NO_ENTRY = -1
const DELETED = -1

/** The time between two rebuilds that renumber entries. Made known to walkers by `next`. */
export class Epoch {
  /** Numbers of the entries that the rebuild at its end left out, ascending. */
  removed: number[] = []
  /** Its end left out everything. */
  cleared = false
  next: Epoch | null = null
}

export class Table<K, V> {
  keys: K[] = []
  values: V[] = []
  /** Hash of each entry, or DELETED. */
  hashes: number[] = []
  /** Next entry in the same bucket. */
  chain: number[] = []
  /** First entry of each bucket; as many as there is room for entries, a power of two. */
  buckets: number[] = []
  size = 0
  epoch = new Epoch()
  /** Somebody has walked the table, and may still be about to: the ends of epochs are told. */
  walked = false

  find(key: K): number {
    const capacity = this.buckets.length
    if (capacity === 0) return NO_ENTRY
    return this.lookUp(key, hashOf(key))
  }

  lookUp(key: K, hash: number): number {
    const hashes = this.hashes
    const keys = this.keys
    const chain = this.chain
    let entry = arrayAt(this.buckets, hash & (this.buckets.length - 1))
    while (entry !== NO_ENTRY) {
      if (arrayAt(hashes, entry) === hash) {
        const candidate = arrayAt(keys, entry)
        if (candidate === key || (candidate !== candidate && key !== key)) return entry
      }
      entry = arrayAt(chain, entry)
    }
    return NO_ENTRY
  }

  set(key: K, value: V): void {
    const hash = hashOf(key)
    if (this.buckets.length > 0) {
      const entry = this.lookUp(key, hash)
      if (entry !== NO_ENTRY) {
        arraySet(this.values, entry, value)
        return
      }
    }
    this.append(key, value, hash)
  }

  /** For sets, whose entries have no values. */
  add(key: K): void {
    const hash = hashOf(key)
    if (this.buckets.length > 0 && this.lookUp(key, hash) !== NO_ENTRY) return
    this.reserve()
    this.link(hash)
    arrayPush(this.keys, normalised(key))
    this.size++
  }

  append(key: K, value: V, hash: number): void {
    this.reserve()
    this.link(hash)
    arrayPush(this.keys, normalised(key))
    arrayPush(this.values, value)
    this.size++
  }

  link(hash: number): void {
    const buckets = this.buckets
    const bucket = hash & (buckets.length - 1)
    const entry = this.hashes.length | 0
    arrayPush(this.hashes, hash)
    arrayPush(this.chain, arrayAt(buckets, bucket))
    arraySet(buckets, bucket, entry)
  }

  /** Room for one more entry. */
  reserve(): void {
    const capacity = this.buckets.length
    if (this.hashes.length < capacity) return
    this.rebuild(capacity === 0 ? MIN_CAPACITY : this.size * 2 > capacity ? capacity * 2 : capacity)
  }

  delete(key: K): boolean {
    if (this.buckets.length === 0) return false
    const entry = this.find(key)
    if (entry === NO_ENTRY) return false
    this.unlink(entry)
    arraySet(this.hashes, entry, DELETED)
    this.size--
    this.forget(entry)
    const dead = this.hashes.length - this.size
    if (dead > MAX_DEAD && dead > this.size) this.rebuild(capacityFor(this.size))
    return true
  }

  unlink(entry: number): void {
    const chain = this.chain
    const bucket = arrayAt(this.hashes, entry) & (this.buckets.length - 1)
    let at = arrayAt(this.buckets, bucket)
    if (at === entry) {
      arraySet(this.buckets, bucket, arrayAt(chain, entry))
      return
    }
    while (arrayAt(chain, at) !== entry) at = arrayAt(chain, at)
    arraySet(chain, at, arrayAt(chain, entry))
  }

  /**
   * Lets the collector have what a deleted entry held, by holding a live one twice: undefined would change the kind of
   * the arrays. Where the newest entry is no live one either, the next rebuild does it.
   */
  forget(entry: number): void {
    const last = this.hashes.length - 1
    if (arrayAt(this.hashes, last) === DELETED) return
    arraySet(this.keys, entry, arrayAt(this.keys, last))
    if (this.values.length > 0) arraySet(this.values, entry, arrayAt(this.values, last))
  }

  clear(): void {
    if (this.hashes.length === 0) return
    if (this.walked) this.endEpoch([], true)
    this.keys = []
    this.values = []
    this.hashes = []
    this.chain = []
    this.buckets = []
    this.size = 0
  }

  /** Live entries only, with room for `capacity`. */
  rebuild(capacity: number): void {
    const oldKeys = this.keys
    const oldValues = this.values
    const oldHashes = this.hashes
    const count = oldHashes.length
    const hasValues = oldValues.length > 0
    const buckets: number[] = []
    for (let i = 0; i < capacity; i++) arrayPush(buckets, NO_ENTRY)
    this.buckets = buckets
    this.chain = []
    this.hashes = []
    if (this.size === count) {
      for (let i = 0; i < count; i++) this.link(arrayAt(oldHashes, i))
      return
    }
    this.keys = []
    this.values = []
    const removed: number[] = []
    for (let i = 0; i < count; i++) {
      const hash = arrayAt(oldHashes, i)
      if (hash === DELETED) {
        if (this.walked) arrayPush(removed, i | 0)
        continue
      }
      this.link(hash)
      arrayPush(this.keys, arrayAt(oldKeys, i))
      if (hasValues) arrayPush(this.values, arrayAt(oldValues, i))
    }
    if (this.walked) this.endEpoch(removed, false)
  }

  endEpoch(removed: number[], cleared: boolean): void {
    const ended = this.epoch
    ended.removed = removed
    ended.cleared = cleared
    ended.next = this.epoch = new Epoch()
  }
}

/** SameValueZero keeps no −0. */
function normalised<K>(key: K): K {
  return typeof key === 'number' && key === 0 ? 0 as K : key
}

function capacityFor(size: number): number {
  let capacity = MIN_CAPACITY
  while (capacity < size * 2) capacity *= 2
  return capacity
}

/** A place in a table that stays right while the table changes. */
export class Cursor<K, V> {
  readonly table: Table<K, V>
  epoch: Epoch
  /** The next entry to look at. */
  index = 0
  /** The entry stepped to. */
  entry = NO_ENTRY

  constructor(table: Table<K, V>) {
    this.table = table
    this.epoch = table.epoch
    table.walked = true
  }

  /** Goes to the next live entry; false at the end. */
  step(): boolean {
    const table = this.table
    if (this.epoch !== table.epoch) this.catchUp()
    const hashes = table.hashes
    let index = this.index
    while (index < hashes.length) {
      const entry = index++
      if (arrayAt(hashes, entry) !== DELETED) {
        this.index = index
        this.entry = entry
        return true
      }
    }
    this.index = index
    return false
  }

  catchUp(): void {
    let epoch = this.epoch
    let index = this.index
    for (let next = epoch.next; next !== null; next = epoch.next) {
      index = epoch.cleared ? 0 : index - countBelow(epoch.removed, index)
      epoch = next
    }
    this.epoch = epoch
    this.index = index
  }

  get key(): K {
    return arrayAt(this.table.keys, this.entry)
  }

  get value(): V {
    return arrayAt(this.table.values, this.entry)
  }
}

/** How many of the ascending numbers are below `limit`. */
function countBelow(ascending: number[], limit: number): number {
  let low = 0
  let high = ascending.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (arrayAt(ascending, middle) < limit) low = middle + 1
    else high = middle
  }
  return low
}
