// Sets of sites, interned, so that equality is identity; and wide sets, which large ones are.
//
// A value that can be more than a hundred objects, as those that come out of `any` are, is as good as unknown, and each
// object that one such value can be, those that it flows to can be sooner or later. Told apart, every one of them grows a
// site at a time, and with it each value that depends on it. So a union past the limit is a wide set: what is joined to
// that adds to its members and leaves the value as it was, and two wide sets that are joined are one from then on.
// Precedents: the wide cones of Dart's type flow analysis; unification (Steensgaard 1996), here of large sets only.

import type { SiteId } from './result.ts'

/** Unions of more sites than this are wide sets. */
export const MAX_SITES = 128

export const NO_SITES: readonly SiteId[] = Object.freeze([])
/** Sets by hash; those of one hash are few. */
const interned = new Map<number, (readonly SiteId[])[]>()
const setNumbers = new Map<readonly SiteId[], number>([[NO_SITES, 0]])
const unions = new Map<number, readonly SiteId[]>()

/** The one array that stands for this sorted set. */
export function internSites(sorted: readonly SiteId[]): readonly SiteId[] {
  if (sorted.length === 0) return NO_SITES
  if (setNumbers.has(sorted)) return sorted
  const bucket = bucketOf(sorted)
  const known = bucket.find((set) => set.length === sorted.length && set.every((id, i) => id === sorted[i]))
  if (known !== undefined) return known
  const set = Object.freeze([...sorted])
  bucket.push(set)
  setNumbers.set(set, setNumbers.size)
  return set
}

function bucketOf(sites: readonly SiteId[]): (readonly SiteId[])[] {
  const hash = hashOf(sites)
  let bucket = interned.get(hash)
  if (bucket === undefined) interned.set(hash, (bucket = []))
  return bucket
}

/** FNV-1a over the ids. */
function hashOf(ids: readonly SiteId[]): number {
  let hash = 0x811c9dc5 | 0
  for (let i = 0; i < ids.length; i++) hash = Math.imul(hash ^ ids[i], 0x01000193)
  return hash
}

export function unionSites(a: readonly SiteId[], b: readonly SiteId[]): readonly SiteId[] {
  if (a === b || b.length === 0) return a
  if (a.length === 0) return b
  const [wideA, wideB] = [wideOf(a), wideOf(b)]
  if (wideA !== null) {
    if (wideB === null) wideA.add(b)
    else if (wideA !== wideB) wideA.merge(wideB)
    return a
  }
  if (wideB !== null) {
    wideB.add(a)
    return b
  }
  if (b.length === 1 && hasSite(a, b[0])) return a
  if (a.length === 1 && hasSite(b, a[0])) return b
  const key = setNumbers.get(a)! * 0x2000000 + setNumbers.get(b)!
  let union = unions.get(key)
  if (union === undefined) {
    union = internSites(merge(a, b))
    unions.set(key, union)
  }
  if (wideSets === null || union.length <= MAX_SITES || union === a || union === b) return union
  return wideSets.of(union)
}

/** By bisection. */
function hasSite(set: readonly SiteId[], id: SiteId): boolean {
  let low = 0
  let high = set.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (set[middle] < id) low = middle + 1
    else high = middle
  }
  return low < set.length && set[low] === id
}

function merge(a: readonly SiteId[], b: readonly SiteId[]): SiteId[] {
  const result: SiteId[] = []
  let i = 0
  let j = 0
  while (i < a.length && j < b.length) {
    const next = Math.min(a[i], b[j])
    if (a[i] === next) i++
    if (b[j] === next) j++
    result.push(next)
  }
  while (i < a.length) result.push(a[i++])
  while (j < b.length) result.push(b[j++])
  return result
}

// --- wide sets

/** What is looked at by someone who runs again when it has grown. */
type Seer = object

/**
 * Its arrays are the same for a whole analysis, and their members change only in `grow`, between runs of nodes: a node that
 * walks one sees some of the members, and runs again when there are more.
 */
class WideSet {
  /** Of this set and of those that it was merged with; always the same members. */
  arrays: SiteId[][] = [[]]
  /** The set that this one became a part of. */
  into: WideSet | null = null
  private readonly members = new Set<SiteId>()
  private added: SiteId[] = []
  private isMerged = false
  private readonly listeners: ((added: readonly SiteId[]) => void)[] = []
  readonly seers = new Set<Seer>()
  /** Members that it had when its seers ran last. */
  private seenCount = 0

  add(sites: readonly SiteId[]): void {
    for (const id of sites) {
      if (this.members.has(id)) continue
      this.members.add(id)
      this.added.push(id)
    }
  }

  merge(other: WideSet): void {
    other.into = this
    this.add([...other.members])
    this.arrays.push(...other.arrays)
    this.listeners.push(...other.listeners)
    for (const seer of other.seers) this.seers.add(seer)
    this.isMerged = true
  }

  /** Shows the members that came since; true if there were any, or other arrays. */
  grow(): boolean {
    if (this.added.length === 0 && !this.isMerged) return false
    const sorted = [...this.members].sort((a, b) => a - b)
    for (const array of this.arrays) array.splice(0, array.length, ...sorted)
    const shown = this.isMerged ? sorted : this.added
    if (this.isMerged) this.seenCount = 0
    this.added = []
    this.isMerged = false
    for (const listener of this.listeners) listener(shown)
    return true
  }

  onGrowth(listener: (added: readonly SiteId[]) => void): void {
    this.listeners.push(listener)
  }

  /** Those who are to run again. */
  takeSeers(): Iterable<Seer> {
    if (this.seenCount === this.members.size) return []
    this.seenCount = this.members.size
    return [...this.seers]
  }
}

/** The wide sets of an analysis. */
export class WideSets {
  private readonly byArray = new Map<readonly SiteId[], WideSet>()
  private readonly byUnion = new Map<readonly SiteId[], WideSet>()
  private roots: WideSet[] = []
  /** Who runs now. */
  running: Seer | null = null

  /** The wide set that this array stands for; null: none. */
  find(sites: readonly SiteId[]): WideSet | null {
    let set = this.byArray.get(sites) ?? null
    if (set === null) return null
    while (set.into !== null) set = set.into
    return set
  }

  /** The wide set that a large union is. */
  of(union: readonly SiteId[]): readonly SiteId[] {
    let set = this.byUnion.get(union)
    if (set === undefined) {
      set = new WideSet()
      this.byUnion.set(union, set)
      this.byArray.set(set.arrays[0], set)
      this.roots.push(set)
      setNumbers.set(set.arrays[0], setNumbers.size)
      set.add(union)
      set.grow()
    }
    const [array] = set.arrays
    this.see(array)
    return array
  }

  /** Whoever runs has this set before him. */
  see(sites: readonly SiteId[]): void {
    if (this.running !== null) this.find(sites)?.seers.add(this.running)
  }

  /** Shows the members that came since; true if there were any. */
  grow(): boolean {
    this.roots = this.roots.filter((set) => set.into === null)
    return this.roots.map((set) => set.grow()).includes(true)
  }

  /** Those who may have walked a set that has grown since they ran. */
  takeSeers(): Seer[] {
    return this.roots.flatMap((set) => [...set.takeSeers()])
  }

  /** All arrays. */
  arrays(): Iterable<readonly SiteId[]> {
    return this.byArray.keys()
  }
}

let wideSets: WideSets | null = null

function wideOf(sites: readonly SiteId[]): WideSet | null {
  return wideSets === null || sites.length <= MAX_SITES ? null : wideSets.find(sites)
}

/** Notes that whoever runs has such a set before him. */
export function seeSites(sites: readonly SiteId[]): void {
  if (sites.length > MAX_SITES) wideSets?.see(sites)
}

/** Begins an analysis, which has wide sets of its own. */
export function beginWideSets(): WideSets {
  wideSets = new WideSets()
  return wideSets
}

/** Ends it: its wide sets are sets like the others. */
export function endWideSets(): void {
  for (const sites of wideSets?.arrays() ?? []) bucketOf(sites).push(Object.freeze(sites) as readonly SiteId[])
  wideSets = null
}

/** Every site of some sets, once; also those that wide sets get later, if they are among them. */
export class EachSiteOnce<Asker> {
  private readonly seen = new Set<SiteId>()
  private readonly sets = new Set<readonly SiteId[]>()

  /** `asker`: who brought the set. */
  constructor(private readonly each: (id: SiteId, asker: Asker) => void) {}

  visit(sites: readonly SiteId[], asker: Asker): void {
    if (this.sets.has(sites)) return
    this.sets.add(sites)
    wideOf(sites)?.onGrowth((added) => this.visitEach(added, asker))
    this.visitEach(sites, asker)
  }

  private visitEach(sites: readonly SiteId[], asker: Asker): void {
    for (const id of sites) {
      if (this.seen.has(id)) continue
      this.seen.add(id)
      this.each(id, asker)
    }
  }
}
