// The timers that are set. As in Node, timers of one duration form a list in the order in which they were set, and the
// lists form a heap by when their first timer is due (ties: the list made first). That is more than a detail: it decides
// the order in which late timers fire.
import { apply } from '../../runtime/intrinsics/mod.ts'

export type Callback = (...args: unknown[]) => unknown

/** A timer, whatever object the program holds for it. Times are whole milliseconds. */
export class TimerEntry {
  callback: Callback | null
  readonly args: unknown[]
  readonly durationMs: number
  readonly isRepeating: boolean
  /** What `this` is in the callback. */
  owner: object
  startMs = 0
  isReferenced = true
  list: TimerList | null = null
  previous: TimerEntry | null = null
  next: TimerEntry | null = null

  constructor(callback: Callback, args: unknown[], durationMs: number, isRepeating: boolean, owner: object) {
    this.callback = callback
    this.args = args
    this.durationMs = durationMs
    this.isRepeating = isRepeating
    this.owner = owner
  }
}

class TimerList {
  readonly durationMs: number
  expiryMs: number
  order: number
  first: TimerEntry | null = null
  last: TimerEntry | null = null
  /** Its index in the heap. */
  position = 0

  constructor(durationMs: number, expiryMs: number, order: number) {
    this.durationMs = durationMs
    this.expiryMs = expiryMs
    this.order = order
  }
}

const heap: TimerList[] = []
const lists: Map<number, TimerList> = new Map()
let lastOrder = 0
let referencedCount = 0

function isBefore(a: TimerList, b: TimerList): boolean {
  return a.expiryMs < b.expiryMs || (a.expiryMs === b.expiryMs && a.order < b.order)
}

function place(list: TimerList, position: number): void {
  heap[position] = list
  list.position = position
}

function siftUp(list: TimerList): void {
  let position = list.position
  while (position > 0) {
    const above = (position - 1) >> 1
    if (!isBefore(list, heap[above])) break
    place(heap[above], position)
    position = above
  }
  place(list, position)
}

function siftDown(list: TimerList): void {
  let position = list.position
  for (;;) {
    let below = position * 2 + 1
    if (below >= heap.length) break
    if (below + 1 < heap.length && isBefore(heap[below + 1], heap[below])) below++
    if (!isBefore(heap[below], list)) break
    place(heap[below], position)
    position = below
  }
  place(list, position)
}

function removeList(list: TimerList): void {
  lists.delete(list.durationMs)
  const moved = heap[heap.length - 1]
  heap.length--
  if (moved === list) return
  place(moved, list.position)
  siftUp(moved)
  siftDown(moved)
}

/** Takes an entry out of its list; the list stays, empty or not. */
function unlink(entry: TimerEntry): void {
  const { list, previous, next } = entry
  if (list === null) return
  if (previous === null) list.first = next
  else previous.next = next
  if (next === null) list.last = previous
  else next.previous = previous
  entry.list = null
  entry.previous = null
  entry.next = null
  if (entry.isReferenced) referencedCount--
}

/** Sets a timer `entry.durationMs` after `startMs`; one that is set already is set anew. */
export function startTimer(entry: TimerEntry, startMs: number): void {
  const { durationMs } = entry
  const old = entry.list
  unlink(entry)
  entry.startMs = startMs
  let list = lists.get(durationMs)
  if (list === undefined) {
    list = new TimerList(durationMs, startMs + durationMs, ++lastOrder)
    lists.set(durationMs, list)
    list.position = heap.length
    heap[heap.length] = list
    siftUp(list)
  }
  if (old !== null && old !== list && old.first === null) removeList(old)
  entry.list = list
  entry.previous = list.last
  if (list.last === null) list.first = entry
  else list.last.next = entry
  list.last = entry
  if (entry.isReferenced) referencedCount++
}

/** A timer that is stopped never fires, even where it is due already. */
export function stopTimer(entry: TimerEntry): void {
  entry.callback = null
  const { list } = entry
  unlink(entry)
  if (list !== null && list.first === null) removeList(list)
}

export function setReferenced(entry: TimerEntry, isReferenced: boolean): void {
  if (entry.isReferenced === isReferenced) return
  entry.isReferenced = isReferenced
  if (entry.list !== null) referencedCount += isReferenced ? 1 : -1
}

/** Whether a timer keeps the program alive. */
export function hasReferencedTimers(): boolean {
  return referencedCount > 0
}

/** When the next timer may be due; Infinity without timers. */
export function nextExpiryMs(): number {
  return heap.length === 0 ? Infinity : heap[0].expiryMs
}

/**
 * Fires all timers that are due at `nowMs`, calling `settle` (which drains the jobs) after each. `clockMs` is asked for
 * the time from which a repeating timer counts.
 */
export function runTimers(nowMs: number, clockMs: () => number, settle: () => void): void {
  while (heap.length > 0 && heap[0].expiryMs <= nowMs) runList(heap[0], nowMs, clockMs, settle)
}

function runList(list: TimerList, nowMs: number, clockMs: () => number, settle: () => void): void {
  for (;;) {
    const entry = list.first
    if (entry === null) break
    if (nowMs - entry.startMs < list.durationMs) {
      const due = entry.startMs + list.durationMs
      list.expiryMs = due > nowMs + 1 ? due : nowMs + 1
      list.order = ++lastOrder
      siftDown(list)
      return
    }
    fire(entry, clockMs)
    settle()
  }
  if (lists.get(list.durationMs) === list) removeList(list)
}

function fire(entry: TimerEntry, clockMs: () => number): void {
  unlink(entry)
  const { callback } = entry
  if (callback === null) return
  const startMs = entry.isRepeating ? clockMs() : 0
  apply(callback, entry.owner, entry.args)
  if (entry.isRepeating && entry.callback !== null && entry.list === null) startTimer(entry, startMs)
}
