// The stable sort of arrays: Tim Peters' listsort (CPython, Objects/listsort.txt), with V8's choices of constants and of the
// order in which two elements are given to the comparison, so that a comparison with side effects, or an inconsistent
// one, sees and gives what it does there. Works in place on a packed array that no program can see.
import { arrayAt, arrayCopy, arrayPush, arraySet, arrayWithCapacity } from '../intrinsics/mod.ts'

const MIN_GALLOP = 7
const MIN_MERGE = 64
/** Shorter arrays are not searched for runs. */
const MIN_RUNS = 8

/** Such that length / minRun is a power of two or a little less. */
function minRunLength(length: number): number {
  let n = length
  let rest = 0
  while (n >= MIN_MERGE) {
    rest |= n & 1
    n >>= 1
  }
  return n + rest
}

/** Places and lengths are kept to 32 bits (`| 0`), which is what lets the compiler keep them in registers as such. */
export class TimSort<T> {
  readonly work: T[]
  readonly compare: (a: T, b: T) => number
  readonly temporary: T[]
  readonly runBases: number[] = []
  readonly runLengths: number[] = []
  runCount = 0
  minGallop = MIN_GALLOP
  // The merge in progress: left and right elements still to come, and where the next one goes.
  lengthA = 0
  lengthB = 0
  cursorA = 0
  cursorB = 0
  destination = 0

  constructor(work: T[], compare: (a: T, b: T) => number) {
    this.work = work
    this.compare = compare
    this.temporary = arrayWithCapacity<T>(0)
  }

  sort(): void {
    const length = this.work.length | 0
    if (length < MIN_RUNS) {
      this.insertionSort(0, 1, length)
      return
    }
    const minRun = minRunLength(length)
    let low = 0
    while (low < length) {
      let run = this.countRun(low, length)
      if (run < minRun) {
        const rest = (length - low) | 0
        const forced = minRun < rest ? minRun : rest
        this.insertionSort(low, (low + run) | 0, (low + forced) | 0)
        run = forced
      }
      this.pushRun(low, run)
      this.collapse()
      low = (low + run) | 0
    }
    this.collapseAll()
  }

  /** Length of the run that begins at `low`; a strictly descending one is reversed in place. */
  countRun(low: number, high: number): number {
    const work = this.work
    const compare = this.compare
    if (low + 1 === high) return 1
    let previous = arrayAt(work, low + 1)
    const descending = compare(previous, arrayAt(work, low)) < 0
    let end = (low + 2) | 0
    while (end < high) {
      const current = arrayAt(work, end)
      if (compare(current, previous) < 0 !== descending) break
      previous = current
      end = (end + 1) | 0
    }
    if (descending) this.reverseRange(low, end)
    return (end - low) | 0
  }

  /** Binary insertion of start … high−1 into the sorted low … start−1. */
  insertionSort(low: number, start: number, high: number): void {
    const work = this.work
    const compare = this.compare
    for (let at = start; at < high; at++) {
      const pivot = arrayAt(work, at)
      let left = low
      let right = at
      while (left < right) {
        const middle = (left + ((right - left) >> 1)) | 0
        if (compare(pivot, arrayAt(work, middle)) < 0) right = middle
        else left = (middle + 1) | 0
      }
      for (let i = at; i > left; i--) arraySet(work, i, arrayAt(work, i - 1))
      arraySet(work, left, pivot)
    }
  }

  pushRun(base: number, length: number): void {
    if (this.runCount === this.runBases.length) {
      arrayPush(this.runBases, base)
      arrayPush(this.runLengths, length)
    } else {
      arraySet(this.runBases, this.runCount, base)
      arraySet(this.runLengths, this.runCount, length)
    }
    this.runCount = (this.runCount + 1) | 0
  }

  /** Merges until each run is longer than the next, and than the next two together. */
  collapse(): void {
    const lengths = this.runLengths
    while (this.runCount > 1) {
      let n = this.runCount - 2
      if (!this.isBalanced(n + 1) || !this.isBalanced(n)) {
        if (arrayAt(lengths, n - 1) < arrayAt(lengths, n + 1)) n--
        this.mergeAt(n)
      } else if (arrayAt(lengths, n) <= arrayAt(lengths, n + 1)) {
        this.mergeAt(n)
      } else {
        break
      }
    }
  }

  collapseAll(): void {
    const lengths = this.runLengths
    while (this.runCount > 1) {
      let n = this.runCount - 2
      if (n > 0 && arrayAt(lengths, n - 1) < arrayAt(lengths, n + 1)) n--
      this.mergeAt(n)
    }
  }

  isBalanced(n: number): boolean {
    return n < 2 || arrayAt(this.runLengths, n - 2) > arrayAt(this.runLengths, n - 1) + arrayAt(this.runLengths, n)
  }

  /** Merges runs i and i+1, after leaving out what is already in place at both ends. */
  mergeAt(i: number): void {
    const work = this.work
    let baseA = arrayAt(this.runBases, i)
    let lengthA = arrayAt(this.runLengths, i)
    const baseB = arrayAt(this.runBases, i + 1)
    let lengthB = arrayAt(this.runLengths, i + 1)
    arraySet(this.runLengths, i, (lengthA + lengthB) | 0)
    if (i === this.runCount - 3) {
      arraySet(this.runBases, i + 1, arrayAt(this.runBases, i + 2))
      arraySet(this.runLengths, i + 1, arrayAt(this.runLengths, i + 2))
    }
    this.runCount = (this.runCount - 1) | 0
    const skipped = this.gallopRight(work, arrayAt(work, baseB), baseA, lengthA, 0)
    baseA = (baseA + skipped) | 0
    lengthA = (lengthA - skipped) | 0
    if (lengthA === 0) return
    lengthB = this.gallopLeft(work, arrayAt(work, baseA + lengthA - 1), baseB, lengthB, (lengthB - 1) | 0)
    if (lengthB === 0) return
    this.lengthA = lengthA
    this.lengthB = lengthB
    if (lengthA <= lengthB) this.mergeLow(baseA, baseB)
    else this.mergeHigh(baseA, baseB)
  }

  /** Copies a range of `work` to the start of the temporary array. */
  save(from: number, count: number): void {
    const temporary = this.temporary
    const work = this.work
    const kept = temporary.length < count ? temporary.length : count
    arrayCopy(temporary, 0, work, from, kept)
    for (let i = kept; i < count; i++) arrayPush(temporary, arrayAt(work, from + i))
  }

  /** The left run is the shorter: it waits in the temporary array, merging goes upwards. */
  mergeLow(baseA: number, baseB: number): void {
    const work = this.work
    this.save(baseA, this.lengthA)
    this.cursorA = 0
    this.cursorB = (baseB + 1) | 0
    this.destination = (baseA + 1) | 0
    arraySet(work, baseA, arrayAt(work, baseB))
    this.lengthB = (this.lengthB - 1) | 0
    if (this.lengthB > 0 && this.lengthA > 1) {
      while (this.stepLow() && this.gallopLow()) this.minGallop = (this.minGallop + 1) | 0
    }
    if (this.lengthB === 0 || this.lengthA !== 1) {
      arrayCopy(work, this.destination, this.temporary, this.cursorA, this.lengthA)
      return
    }
    arrayCopy(work, this.destination, work, this.cursorB, this.lengthB)
    arraySet(work, this.destination + this.lengthB, arrayAt(this.temporary, this.cursorA))
  }

  /** One at a time, until one side wins often; false when a side is used up. */
  stepLow(): boolean {
    const work = this.work
    const temporary = this.temporary
    const compare = this.compare
    const minGallop = this.minGallop
    let { lengthA, lengthB, cursorA, cursorB, destination } = this
    let winsA = 0
    let winsB = 0
    let open = true
    while (winsA < minGallop && winsB < minGallop) {
      if (compare(arrayAt(work, cursorB), arrayAt(temporary, cursorA)) < 0) {
        arraySet(work, destination, arrayAt(work, cursorB))
        destination = (destination + 1) | 0
        cursorB = (cursorB + 1) | 0
        winsB = (winsB + 1) | 0
        winsA = 0
        lengthB = (lengthB - 1) | 0
        if (lengthB === 0) { open = false; break }
      } else {
        arraySet(work, destination, arrayAt(temporary, cursorA))
        destination = (destination + 1) | 0
        cursorA = (cursorA + 1) | 0
        winsA = (winsA + 1) | 0
        winsB = 0
        lengthA = (lengthA - 1) | 0
        if (lengthA === 1) { open = false; break }
      }
    }
    this.lengthA = lengthA
    this.lengthB = lengthB
    this.cursorA = cursorA
    this.cursorB = cursorB
    this.destination = destination
    return open
  }

  /** Whole stretches at a time, while they are long; false when a side is used up. */
  gallopLow(): boolean {
    const work = this.work
    const temporary = this.temporary
    this.minGallop = (this.minGallop + 1) | 0
    let winsA = 0
    let winsB = 0
    do {
      this.minGallop = this.minGallop > 2 ? (this.minGallop - 1) | 0 : 1
      winsA = this.gallopRight(temporary, arrayAt(work, this.cursorB), this.cursorA, this.lengthA, 0)
      if (winsA > 0) {
        arrayCopy(work, this.destination, temporary, this.cursorA, winsA)
        this.destination = (this.destination + winsA) | 0
        this.cursorA = (this.cursorA + winsA) | 0
        this.lengthA = (this.lengthA - winsA) | 0
        if (this.lengthA <= 1) return false
      }
      arraySet(work, this.destination, arrayAt(work, this.cursorB))
      this.destination = (this.destination + 1) | 0
      this.cursorB = (this.cursorB + 1) | 0
      this.lengthB = (this.lengthB - 1) | 0
      if (this.lengthB === 0) return false
      winsB = this.gallopLeft(work, arrayAt(temporary, this.cursorA), this.cursorB, this.lengthB, 0)
      if (winsB > 0) {
        arrayCopy(work, this.destination, work, this.cursorB, winsB)
        this.destination = (this.destination + winsB) | 0
        this.cursorB = (this.cursorB + winsB) | 0
        this.lengthB = (this.lengthB - winsB) | 0
        if (this.lengthB === 0) return false
      }
      arraySet(work, this.destination, arrayAt(temporary, this.cursorA))
      this.destination = (this.destination + 1) | 0
      this.cursorA = (this.cursorA + 1) | 0
      this.lengthA = (this.lengthA - 1) | 0
      if (this.lengthA === 1) return false
    } while (winsA >= MIN_GALLOP || winsB >= MIN_GALLOP)
    return true
  }

  /** The right run is the shorter: it waits in the temporary array, merging goes downwards. */
  mergeHigh(baseA: number, baseB: number): void {
    const work = this.work
    this.save(baseB, this.lengthB)
    this.cursorA = (baseA + this.lengthA - 2) | 0
    this.cursorB = (this.lengthB - 1) | 0
    this.destination = (baseB + this.lengthB - 2) | 0
    arraySet(work, this.destination + 1, arrayAt(work, this.cursorA + 1))
    this.lengthA = (this.lengthA - 1) | 0
    if (this.lengthA > 0 && this.lengthB > 1) {
      while (this.stepHigh() && this.gallopHigh()) this.minGallop = (this.minGallop + 1) | 0
    }
    if (this.lengthA === 0 || this.lengthB !== 1) {
      arrayCopy(work, this.destination - this.lengthB + 1, this.temporary, 0, this.lengthB)
      return
    }
    const start = this.destination - this.lengthA + 1
    arrayCopy(work, start, work, this.cursorA - this.lengthA + 1, this.lengthA)
    arraySet(work, start - 1, arrayAt(this.temporary, this.cursorB))
  }

  /** As stepLow, downwards. */
  stepHigh(): boolean {
    const work = this.work
    const temporary = this.temporary
    const compare = this.compare
    const minGallop = this.minGallop
    let { lengthA, lengthB, cursorA, cursorB, destination } = this
    let winsA = 0
    let winsB = 0
    let open = true
    while (winsA < minGallop && winsB < minGallop) {
      if (compare(arrayAt(temporary, cursorB), arrayAt(work, cursorA)) < 0) {
        arraySet(work, destination, arrayAt(work, cursorA))
        destination = (destination - 1) | 0
        cursorA = (cursorA - 1) | 0
        winsA = (winsA + 1) | 0
        winsB = 0
        lengthA = (lengthA - 1) | 0
        if (lengthA === 0) { open = false; break }
      } else {
        arraySet(work, destination, arrayAt(temporary, cursorB))
        destination = (destination - 1) | 0
        cursorB = (cursorB - 1) | 0
        winsB = (winsB + 1) | 0
        winsA = 0
        lengthB = (lengthB - 1) | 0
        if (lengthB === 1) { open = false; break }
      }
    }
    this.lengthA = lengthA
    this.lengthB = lengthB
    this.cursorA = cursorA
    this.cursorB = cursorB
    this.destination = destination
    return open
  }

  /** As gallopLow, downwards. */
  gallopHigh(): boolean {
    const work = this.work
    const temporary = this.temporary
    this.minGallop = (this.minGallop + 1) | 0
    let winsA = 0
    let winsB = 0
    do {
      this.minGallop = this.minGallop > 2 ? (this.minGallop - 1) | 0 : 1
      const startA = (this.cursorA - this.lengthA + 1) | 0
      const key = arrayAt(temporary, this.cursorB)
      winsA = (this.lengthA - this.gallopRight(work, key, startA, this.lengthA, (this.lengthA - 1) | 0)) | 0
      if (winsA > 0) {
        this.destination = (this.destination - winsA) | 0
        this.cursorA = (this.cursorA - winsA) | 0
        arrayCopy(work, this.destination + 1, work, this.cursorA + 1, winsA)
        this.lengthA = (this.lengthA - winsA) | 0
        if (this.lengthA === 0) return false
      }
      arraySet(work, this.destination, arrayAt(temporary, this.cursorB))
      this.destination = (this.destination - 1) | 0
      this.cursorB = (this.cursorB - 1) | 0
      this.lengthB = (this.lengthB - 1) | 0
      if (this.lengthB === 1) return false
      const other = arrayAt(work, this.cursorA)
      winsB = (this.lengthB - this.gallopLeft(temporary, other, 0, this.lengthB, (this.lengthB - 1) | 0)) | 0
      if (winsB > 0) {
        this.destination = (this.destination - winsB) | 0
        this.cursorB = (this.cursorB - winsB) | 0
        arrayCopy(work, this.destination + 1, temporary, this.cursorB + 1, winsB)
        this.lengthB = (this.lengthB - winsB) | 0
        if (this.lengthB <= 1) return false
      }
      arraySet(work, this.destination, arrayAt(work, this.cursorA))
      this.destination = (this.destination - 1) | 0
      this.cursorA = (this.cursorA - 1) | 0
      this.lengthA = (this.lengthA - 1) | 0
      if (this.lengthA === 0) return false
    } while (winsA >= MIN_GALLOP || winsB >= MIN_GALLOP)
    return true
  }

  reverseRange(low: number, end: number): void {
    const work = this.work
    let left = low
    let right = end - 1
    while (left < right) {
      const value = arrayAt(work, left)
      arraySet(work, left++, arrayAt(work, right))
      arraySet(work, right--, value)
    }
  }

  /** Where `key` goes among the sorted base … base+length−1, before its equals; the search starts at `hint`. */
  gallopLeft(work: T[], key: T, base: number, length: number, hint: number): number {
    const compare = this.compare
    let last = 0
    let offset = 1
    if (compare(arrayAt(work, base + hint), key) < 0) {
      const most = (length - hint) | 0
      while (offset < most && compare(arrayAt(work, base + hint + offset), key) < 0) {
        last = offset
        offset = (offset * 2 + 1) | 0
      }
      if (offset > most) offset = most
      last = (last + hint) | 0
      offset = (offset + hint) | 0
    } else {
      const most = (hint + 1) | 0
      while (offset < most && !(compare(arrayAt(work, base + hint - offset), key) < 0)) {
        last = offset
        offset = (offset * 2 + 1) | 0
      }
      if (offset > most) offset = most
      const nearer = last
      last = (hint - offset) | 0
      offset = (hint - nearer) | 0
    }
    last = (last + 1) | 0
    while (last < offset) {
      const middle = (last + ((offset - last) >> 1)) | 0
      if (compare(arrayAt(work, base + middle), key) < 0) last = (middle + 1) | 0
      else offset = middle
    }
    return offset
  }

  /** As gallopLeft, after the equals. */
  gallopRight(work: T[], key: T, base: number, length: number, hint: number): number {
    const compare = this.compare
    let last = 0
    let offset = 1
    if (compare(key, arrayAt(work, base + hint)) < 0) {
      const most = (hint + 1) | 0
      while (offset < most && compare(key, arrayAt(work, base + hint - offset)) < 0) {
        last = offset
        offset = (offset * 2 + 1) | 0
      }
      if (offset > most) offset = most
      const nearer = last
      last = (hint - offset) | 0
      offset = (hint - nearer) | 0
    } else {
      const most = (length - hint) | 0
      while (offset < most && !(compare(key, arrayAt(work, base + hint + offset)) < 0)) {
        last = offset
        offset = (offset * 2 + 1) | 0
      }
      if (offset > most) offset = most
      last = (last + hint) | 0
      offset = (offset + hint) | 0
    }
    last = (last + 1) | 0
    while (last < offset) {
      const middle = (last + ((offset - last) >> 1)) | 0
      if (compare(key, arrayAt(work, base + middle)) < 0) offset = middle
      else last = (middle + 1) | 0
    }
    return offset
  }
}
