// image-heap: what the start function builds from known values is built at link time.
//
//   v1: ref = allocate S 24 0                    →    data object heap.0 S 24 0 [8] ref address str.1
//   store.ref v1 v0 [8]  (v0 is address str.1)        v1: ref = address heap.0
//   globalStore table v1                         →    data global table ref address heap.0
//
// The start function is followed along the blocks that each run executes exactly once. An instruction whose operands are
// known is done here; the others are left to the run, and so is what comes after them where it could be seen too early:
// a module variable that code left to the run may read or write keeps its later stores, and an object that existed when
// such code ran is not written to any more. It ends at the program's first instruction.
//
// Needs: inlined module bodies; functions of the library that end in the outermost handler end the run. Ensures: an
// object made here is in the image once, is writable, and is a root.

import type { MirBlock, MirFunction, MirId, MirInstruction, MirProgram, StaticObject, StaticValue, SymbolName } from '../mir/mir.ts'
import { WIDTH_BYTES } from '../mir/ops.ts'
import { EVALUATE } from './constants.ts'
import { becomeStatic, zeroValue } from './rewrite.ts'
import { StartEffects } from './start-effects.ts'
import { StraightPath } from './straight-path.ts'

/** Larger ones are not worth their bytes in the image. */
const LARGEST_OBJECT_BYTES = 4096
const FIRST_WORD = 8

interface HeapObject {
  readonly data: StaticObject
  /** Objects of an earlier epoch may have been seen by code left to the run. */
  readonly epoch: number
  /** Offsets that code left to the run writes. */
  readonly unknown: Set<number>
}

class StartEvaluator {
  private readonly start: MirFunction
  private readonly effects: StartEffects
  private readonly path: StraightPath
  private readonly known = new Map<MirId, StaticValue>()
  private readonly globals = new Map<SymbolName, StaticValue>()
  private readonly objects = new Map<SymbolName, HeapObject>()
  private epoch = 0
  private isEnded = false

  constructor(private readonly program: MirProgram) {
    this.start = program.functions.get(program.start)!
    this.effects = new StartEffects(program)
    const outer = this.start.blocks.find((block) => block.handler !== null)?.handler ?? null
    this.path = new StraightPath(this.start, outer)
  }

  run(): void {
    let from: MirBlock | null = null
    let at: number | null = this.start.blocks[0].id
    while (at !== null && !this.isEnded) {
      const block: MirBlock = this.path.block(at)
      if (!this.path.isPassedOnce(at)) {
        at = this.skip([at])
        from = null
        continue
      }
      if (from !== null) this.phis(block, from)
      this.block(block)
      const target = this.target(block)
      from = target === null ? null : block
      at = target ?? this.skip(this.path.successors(block))
    }
    for (const { data } of this.objects.values()) data.words.sort((a, b) => a.offset - b.offset)
    for (const [symbol, initial] of this.globals) {
      const data = this.program.data.get(symbol)
      if (data?.kind === 'global') data.initial = initial
    }
  }

  // --- control

  /** The successor that control takes, null if that is not known. */
  private target(block: MirBlock): number | null {
    const t = block.terminator
    const next = this.path.successors(block)
    if (next.length === 1) return next[0]
    if (t.op !== 'branch') return null
    const condition = this.known.get(t.condition)
    if (condition?.kind !== 'number') return null
    const test: MirInstruction = { id: this.start.nextId++, rep: 'bool', args: [], place: null, op: 'const', value: condition.value }
    block.instructions.push(test)
    t.condition = test.id
    return condition.value === 0 ? t.ifFalse : t.ifTrue
  }

  /** Leaves a region to the run; gives the block after it. */
  private skip(first: readonly number[]): number | null {
    const { blocks, join } = this.path.region(first)
    for (const block of blocks) for (const i of block.instructions) this.leave(i)
    return join
  }

  private phis(block: MirBlock, from: MirBlock): void {
    const edge = block.preds.indexOf(from.id)
    const values = block.phis.map((phi) => this.known.get(phi.args[edge]))
    block.phis.forEach((phi, i) => { if (values[i] !== undefined) this.known.set(phi.id, values[i]) })
  }

  private block(block: MirBlock): void {
    for (let at = 0; at < block.instructions.length; at++) {
      const i = block.instructions[at]
      if (i.place !== null && this.program.files[i.place.file]?.isLibrary !== true) {
        this.isEnded = true
        return
      }
      const isDone = this.instruction(i)
      if (!isDone) {
        this.leave(i)
        continue
      }
      const value = this.known.get(i.id)
      if (i.rep === 'none') block.instructions.splice(at--, 1)
      else if (value !== undefined && !isMaking(i)) at += becomeStatic(this.start, block, at, value)
    }
  }

  // --- instructions

  /** Does an instruction here, if all that it needs is known; what it gives is known then. */
  private instruction(i: MirInstruction): boolean {
    switch (i.op) {
      case 'const': return this.gives(i, { kind: 'number', value: i.value })
      case 'word': return this.gives(i, { kind: 'word', word: i.word })
      case 'address': return i.rep !== 'ref' || this.gives(i, { kind: 'address', symbol: i.symbol })
      case 'pure': return this.pure(i)
      case 'globalLoad': return this.gives(i, this.globalValue(i.symbol))
      case 'globalStore': return this.globalStore(i.symbol, this.known.get(i.args[0]))
      case 'allocate': return this.allocate(i)
      case 'load': return this.load(i)
      case 'store': return this.store(i)
      default: return false
    }
  }

  private gives(i: MirInstruction, value: StaticValue | null): boolean {
    if (value !== null) this.known.set(i.id, value)
    return value !== null
  }

  private globalValue(symbol: SymbolName): StaticValue | null {
    if (this.effects.touched.has(symbol)) return null
    const data = this.program.data.get(symbol)
    return this.globals.get(symbol) ?? (data?.kind === 'global' ? zeroValue(data.rep) : null)
  }

  private globalStore(symbol: SymbolName, value: StaticValue | undefined): boolean {
    if (value === undefined || this.effects.touched.has(symbol)) return false
    this.globals.set(symbol, value)
    return true
  }

  private allocate(i: MirInstruction & { op: 'allocate' }): boolean {
    if (i.sizeBytes > LARGEST_OBJECT_BYTES) return false
    const symbol = `heap.${this.objects.size}`
    const data: StaticObject = { kind: 'object', symbol, shape: i.shape, sizeBytes: i.sizeBytes, aux: i.aux, words: [] }
    this.program.data.set(symbol, data)
    this.objects.set(symbol, { data, epoch: this.epoch, unknown: new Set() })
    return this.gives(i, { kind: 'address', symbol })
  }

  /** The object that an access is to, if it is one that was made here, at a fixed place. */
  private objectOf(i: MirInstruction & ({ op: 'load' } | { op: 'store' })): HeapObject | null {
    const base = this.known.get(i.args[0])
    const isFixed = i.args.length === (i.op === 'load' ? 1 : 2) && i.volatile !== true && i.offset >= FIRST_WORD
    return base?.kind === 'address' && isFixed ? this.objects.get(base.symbol) ?? null : null
  }

  private load(i: MirInstruction & { op: 'load' }): boolean {
    const object = this.objectOf(i)
    if (object === null || object.epoch !== this.epoch || object.unknown.has(i.offset)) return false
    const word = object.data.words.find((one) => overlaps(one, i))
    if (word === undefined) return this.gives(i, zeroValue(i.rep))
    return this.gives(i, word.offset === i.offset && word.width === i.width ? word.value : null)
  }

  private store(i: MirInstruction & { op: 'store' }): boolean {
    const object = this.objectOf(i)
    const value = this.known.get(i.args[1])
    if (object === null || object.epoch !== this.epoch || object.unknown.has(i.offset)) return false
    const { words } = object.data
    const at = words.findIndex((one) => overlaps(one, i))
    const isSame = at < 0 || words[at].offset === i.offset && words[at].width === i.width
    if (value === undefined || !isSame || i.width === 'f32') {
      // Nothing but this offset is written.
      object.unknown.add(i.offset)
      return false
    }
    words.splice(at < 0 ? words.length : at, at < 0 ? 0 : 1, { offset: i.offset, width: i.width, value })
    return true
  }

  /** Notes what an instruction that is left to the run may see and change. */
  private leave(i: MirInstruction): void {
    if ((i.op === 'load' || i.op === 'store') && this.isApart(i)) return
    if (this.effects.note(i)) this.epoch++
  }

  /** An access to one offset that is kept from being known, or to static data that is not of this heap. */
  private isApart(i: MirInstruction & ({ op: 'load' } | { op: 'store' })): boolean {
    const base = this.known.get(i.args[0])
    if (base?.kind === 'address' && !this.objects.has(base.symbol)) return true
    return this.objectOf(i)?.unknown.has(i.offset) === true
  }

  // --- operations

  /** Always done: what it cannot give is left as it is, without effect. */
  private pure(i: MirInstruction & { op: 'pure' }): boolean {
    const value = this.evaluate(i.name, i.args.map((id) => this.known.get(id)))
    if (value !== null) this.known.set(i.id, value)
    return true
  }

  private evaluate(name: string, args: (StaticValue | undefined)[]): StaticValue | null {
    const [first, second] = args
    if (first === undefined) return null
    if (name === 'box.toRef' && first.kind === 'number') return null
    if (KEEPS_VALUE.has(name)) return first
    const [, test] = name.split('.')
    if (first.kind !== 'number') return testOf(test, first, second)
    if (!args.every((arg) => arg?.kind === 'number')) return null
    const result = EVALUATE[name]?.(...args.map((arg) => (arg as { value: number }).value))
    return result === undefined || result === null ? null : { kind: 'number', value: result }
  }
}

/** Boxes and opts are made from their number or address anyhow. */
const isMaking = (i: MirInstruction): boolean => i.op === 'pure' && (i.rep === 'box' || i.rep === 'opt')

/** Conversions that keep the word or the number. */
const KEEPS_VALUE = new Set(['ref.toBox', 'box.toRef', 'f64.toBox', 'f64.toBox.known', 'i32.toBox', 'u32.toBox', 'i53.toBox', 'f64.toOpt', 'f64.toOpt.known'])

function overlaps(word: { offset: number; width: keyof typeof WIDTH_BYTES }, i: { offset: number; width: keyof typeof WIDTH_BYTES }): boolean {
  return word.offset < i.offset + WIDTH_BYTES[i.width] && i.offset < word.offset + WIDTH_BYTES[word.width]
}

/** Tests of references and of boxes that hold no number. */
function testOf(test: string, value: StaticValue & { kind: 'word' | 'address' }, other: StaticValue | undefined): StaticValue | null {
  const word = value.kind === 'word' ? value.word : null
  const answer = (truth: boolean): StaticValue => ({ kind: 'number', value: truth ? 1 : 0 })
  switch (test) {
    case 'isUndefined': return answer(word === 'undefined')
    case 'isNull': return answer(word === 'null')
    case 'isNullish': return answer(word === 'undefined' || word === 'null')
    case 'isHole': return answer(word === 'hole')
    case 'isPointer': return answer(word === null)
    case 'isNumber': return answer(false)
    case 'eq': case 'ne': {
      if (other === undefined || other.kind === 'number') return null
      const isSame = value.kind === 'word' ? other.kind === 'word' && other.word === value.word
        : other.kind === 'address' && other.symbol === value.symbol
      return answer(isSame === (test === 'eq'))
    }
    default: return null
  }
}

export function imageHeap(program: MirProgram): void {
  if (program.functions.has(program.start)) new StartEvaluator(program).run()
}
