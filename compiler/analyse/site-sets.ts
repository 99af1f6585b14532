// Sets of sites, interned, so that equality is identity; and the wide set, which all large ones are.
//
// A value that can be more than a hundred objects, as those that come out of `any` are, is as good as unknown, and each
// object that one such value can be, the others can be sooner or later. Told apart, every one of them grows a site at a
// time, and with it each value that depends on it. So a union past the limit is the one wide set: what is joined to
// that adds to its members and leaves the value as it was. Precedent: the wide cones of Dart's type flow analysis.

import type { SiteId } from './result.ts'

/** Unions of more sites than this are the wide set. */
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
  if (wide?.sites === a) return wide.with(b)
  if (wide?.sites === b) return wide.with(a)
  if (b.length === 1 && hasSite(a, b[0])) return a
  if (a.length === 1 && hasSite(b, a[0])) return b
  const key = setNumbers.get(a)! * 0x2000000 + setNumbers.get(b)!
  let union = unions.get(key)
  if (union === undefined) {
    union = internSites(merge(a, b))
    unions.set(key, union)
  }
  if (wide === null || union.length <= MAX_SITES || union === a || union === b) return union
  wide.isSeen = true
  return wide.with(union)
}

/** Notes that the node which runs has such a set before it. */
export function seeSites(sites: readonly SiteId[]): void {
  if (sites === wide?.sites) wide.isSeen = true
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

// --- the wide set

/**
 * Its array is one object for a whole analysis, whose members change only in `grow`, between runs of nodes: a node that
 * walks it sees some of the members, and runs again when there are more.
 */
export class WideSet {
  readonly sites: SiteId[] = []
  /** The node that runs may walk the set. */
  isSeen = false
  private readonly members = new Set<SiteId>()
  private readonly added = new Set<readonly SiteId[]>()
  private pending: SiteId[] = []
  private readonly listeners: ((added: readonly SiteId[]) => void)[] = []

  /** The set, of which these are members from now on. */
  with(sites: readonly SiteId[]): readonly SiteId[] {
    if (this.added.has(sites)) return this.sites
    this.added.add(sites)
    for (const id of sites) {
      if (this.members.has(id)) continue
      this.members.add(id)
      this.pending.push(id)
    }
    if (this.sites.length === 0) this.grow()
    return this.sites
  }

  /** Shows the members that came since; true if there were any. */
  grow(): boolean {
    const added = this.pending
    if (added.length === 0) return false
    this.pending = []
    this.sites.push(...added)
    this.sites.sort((a, b) => a - b)
    for (const listener of this.listeners) listener(added)
    return true
  }

  onGrowth(listener: (added: readonly SiteId[]) => void): void {
    this.listeners.push(listener)
  }
}

let wide: WideSet | null = null

/** Begins an analysis, which has a wide set of its own. */
export function beginWideSet(): WideSet {
  wide = new WideSet()
  setNumbers.set(wide.sites, setNumbers.size)
  return wide
}

/** Ends it: the wide set is a set like the others. */
export function endWideSet(): void {
  if (wide === null) return
  bucketOf(wide.sites).push(Object.freeze(wide.sites) as readonly SiteId[])
  wide = null
}

/** Every site of some sets, once; also those that the wide set gets later, if it is among them. */
export class EachSiteOnce {
  private readonly seen = new Set<SiteId>()
  private readonly sets = new Set<readonly SiteId[]>()

  constructor(private readonly each: (id: SiteId) => void) {}

  visit(sites: readonly SiteId[]): void {
    if (this.sets.has(sites)) return
    this.sets.add(sites)
    if (sites === wide?.sites) wide.onGrowth((added) => this.visitEach(added))
    this.visitEach(sites)
  }

  private visitEach(sites: readonly SiteId[]): void {
    for (const id of sites) {
      if (this.seen.has(id)) continue
      this.seen.add(id)
      this.each(id)
    }
  }
}
