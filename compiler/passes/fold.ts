// fold: evaluates operations on constants, and takes away conversions that undo each other.
//
//   v2: i32 = i32.add 2 3                                  →    v2: i32 = const 5
//   v3: box = f64.toBox v1      v4: f64 = box.toF64 v3     →    v4 is v1
//   v3: f64 = i32.toF64 v1      v4: i32 = f64.toI32.trunc v3  →    v4 is v1
//
// Needs: reverse post-order (operands seen before uses, but for phis). Ensures: no pure operation has only constant
// operands where its value can be computed here exactly. Copies are forwarded on the way.

import type { MirFunction, MirId, MirInstruction, MirProgram } from '../mir/mir.ts'
import { substitute } from '../mir/graph.ts'
import { EVALUATE } from './constants.ts'
import { become, definitions } from './rewrite.ts'

/** outer(inner(x)) is x. */
const INVERSE: Record<string, readonly string[]> = {
  'box.toF64': ['f64.toBox.known'],
  'box.toOpt': ['opt.toBox'],
  'box.toBool': ['bool.toBox'],
  'box.toRef': ['ref.toBox'],
  'ref.toBox': ['box.toRef'],
  'ref.toI53': ['i53.toRef'],
  'i53.toRef': ['ref.toI53'],
  'opt.toF64': ['f64.toOpt.known'],
  'f64.toI32': ['i32.toF64'], 'f64.toI32.trunc': ['i32.toF64'],
  'f64.toU32': ['u32.toF64'], 'f64.toU32.trunc': ['u32.toF64'],
  'f64.toI53': ['i53.toF64'],
  'i53.toI32': ['i32.toI53'], 'i53.toU32': ['u32.toI53'],
  'i32.toU32': ['u32.toI32'], 'u32.toI32': ['i32.toU32'],
  'i32.toBool': ['bool.toI32'],
  'bool.not': ['bool.not'],
}

/** outer(inner(x)) is one operation on x. */
const COMPOSE: Record<string, Readonly<Record<string, string>>> = {
  'f64.toI32.trunc': { 'u32.toF64': 'u32.toI32', 'i53.toF64': 'i53.toI32', 'bool.toF64': 'bool.toI32' },
  'f64.toU32.trunc': { 'i32.toF64': 'i32.toU32', 'i53.toF64': 'i53.toU32' },
  'f64.toI32': { 'u32.toF64': 'u32.toI32', 'i53.toF64': 'i53.toI32', 'bool.toF64': 'bool.toI32' },
  'f64.toU32': { 'i32.toF64': 'i32.toU32', 'i53.toF64': 'i53.toU32' },
  'f64.toI53': { 'i32.toF64': 'i32.toI53', 'u32.toF64': 'u32.toI53', 'bool.toF64': 'bool.toI53' },
  'i53.toI32': { 'u32.toI53': 'u32.toI32' },
  'i53.toU32': { 'i32.toI53': 'i32.toU32' },
  'i53.toF64': { 'i32.toI53': 'i32.toF64', 'u32.toI53': 'u32.toF64' },
  'f64.toBox': { 'i32.toF64': 'i32.toBox', 'u32.toF64': 'u32.toBox', 'i53.toF64': 'i53.toBox' },
  'f64.toBox.known': { 'i32.toF64': 'i32.toBox', 'u32.toF64': 'u32.toBox', 'i53.toF64': 'i53.toBox' },
  'opt.toBox': { 'f64.toOpt': 'f64.toBox', 'f64.toOpt.known': 'f64.toBox.known' },
  'box.toF64': { 'opt.toBox': 'opt.toF64', 'i32.toBox': 'i32.toF64', 'u32.toBox': 'u32.toF64', 'i53.toBox': 'i53.toF64' },
  'box.toOpt': { 'f64.toBox': 'f64.toOpt', 'f64.toBox.known': 'f64.toOpt.known' },
  'box.isPointer': { 'ref.toBox': 'ref.isPointer' },
  'box.isNumber': { 'opt.toBox': 'opt.isNumber' },
  'box.isUndefined': { 'ref.toBox': 'ref.isUndefined', 'opt.toBox': 'opt.isUndefined' },
  'box.isNull': { 'ref.toBox': 'ref.isNull' },
  'box.isNullish': { 'ref.toBox': 'ref.isNullish', 'opt.toBox': 'opt.isUndefined' },
  'box.isHole': { 'ref.toBox': 'ref.isHole', 'opt.toBox': 'opt.isHole' },
  'bool.not': {
    'i32.eq': 'i32.ne', 'i32.ne': 'i32.eq', 'i32.lt': 'i32.ge', 'i32.ge': 'i32.lt', 'i32.gt': 'i32.le', 'i32.le': 'i32.gt',
    'u32.eq': 'u32.ne', 'u32.ne': 'u32.eq', 'u32.lt': 'u32.ge', 'u32.ge': 'u32.lt', 'u32.gt': 'u32.le', 'u32.le': 'u32.gt',
    'i53.eq': 'i53.ne', 'i53.ne': 'i53.eq', 'i53.lt': 'i53.ge', 'i53.ge': 'i53.lt', 'i53.gt': 'i53.le', 'i53.le': 'i53.gt',
    'f64.eq': 'f64.ne', 'f64.ne': 'f64.eq', 'ref.eq': 'ref.ne', 'ref.ne': 'ref.eq', 'bool.eq': 'bool.ne', 'bool.ne': 'bool.eq',
  },
}

/** Operations whose result is a box that is a number, an integer double, or never NaN. */
const NUMBER_BOXES = new Set(['f64.toBox', 'f64.toBox.known', 'i32.toBox', 'u32.toBox', 'i53.toBox'])
const NEVER_NAN = new Set(['i32.toF64', 'u32.toF64', 'i53.toF64', 'bool.toF64'])

/** Tests of an optional number answered by what made it. */
function testOfOptional(name: string, inner: MirInstruction): number | null {
  if (inner.op !== 'pure' || (inner.name !== 'f64.toOpt' && inner.name !== 'f64.toOpt.known')) return null
  return name === 'opt.isNumber' ? 1 : name === 'opt.isUndefined' || name === 'opt.isHole' ? 0 : null
}

/** Tests of a word answered by what made it. */
function testOfWord(name: string, inner: MirInstruction): number | null {
  const test = name.slice(name.indexOf('.') + 1)
  if (!name.startsWith('box.') && !name.startsWith('ref.')) return null
  if (inner.op === 'word') {
    switch (test) {
      case 'isUndefined': return inner.word === 'undefined' ? 1 : 0
      case 'isNull': return inner.word === 'null' ? 1 : 0
      case 'isNullish': return inner.word === 'undefined' || inner.word === 'null' ? 1 : 0
      case 'isHole': return inner.word === 'hole' ? 1 : 0
      case 'isBoolean': return inner.word === 'true' || inner.word === 'false' ? 1 : 0
      case 'isTrue': return inner.word === 'true' ? 1 : 0
      case 'isFalse': return inner.word === 'false' ? 1 : 0
      case 'isNumber': case 'isPointer': return 0
      default: return null
    }
  }
  const isObject = inner.op === 'allocate' || inner.op === 'allocateSized' || inner.op === 'address'
  const isNumber = inner.op === 'pure' && NUMBER_BOXES.has(inner.name)
  const isBoolean = inner.op === 'pure' && inner.name === 'bool.toBox'
  if (inner.op === 'pure' && inner.name === 'ref.toBox') return ['isNumber', 'isBoolean', 'isTrue', 'isFalse'].includes(test) ? 0 : null
  if (!isObject && !isNumber && !isBoolean) return null
  switch (test) {
    case 'isUndefined': case 'isNull': case 'isNullish': case 'isHole': return 0
    case 'isNumber': return isNumber ? 1 : 0
    case 'isPointer': return isObject ? 1 : 0
    case 'isBoolean': return isBoolean ? 1 : 0
    default: return null
  }
}

class Folder {
  private readonly table = new Map<MirId, MirId>()
  private readonly defined: (MirInstruction | undefined)[]
  private readonly func: MirFunction
  constructor(func: MirFunction) {
    this.func = func
    this.defined = definitions(func)
  }

  private resolve(id: MirId): MirId {
    let to = id
    for (let next = this.table.get(to); next !== undefined; next = this.table.get(to)) to = next
    return to
  }

  private definition(id: MirId): MirInstruction | undefined {
    return this.defined[this.resolve(id)]
  }

  private constantOf(id: MirId): number | null {
    const definition = this.definition(id)
    return definition?.op === 'const' ? definition.value : null
  }

  /** One instruction; true if it is now a copy of another value or a constant. */
  private visit(i: MirInstruction & { op: 'pure' }): void {
    const { name } = i
    const evaluate = EVALUATE[name]
    if (evaluate !== undefined) {
      const values = i.args.map((id) => this.constantOf(id))
      if (values.every((value) => value !== null)) {
        const value = evaluate(...values as number[])
        if (value !== null) return become(i, { op: 'const', value })
      }
    }
    if (name.startsWith('select.')) return this.select(i)
    const inner = this.definition(i.args[0])
    if (inner === undefined) return
    const answer = i.rep === 'bool' && i.args.length === 1 ? testOfWord(name, inner) ?? testOfOptional(name, inner) : null
    if (answer !== null) return become(i, { op: 'const', value: answer })
    if (inner.op !== 'pure') return
    if (INVERSE[name]?.includes(inner.name) === true) {
      this.table.set(i.id, inner.args[0])
      return
    }
    const composed = COMPOSE[name]?.[inner.name]
    if (composed !== undefined) return become(i, { op: 'pure', name: composed }, [...inner.args])
    if ((name === 'f64.toOpt' || name === 'f64.toBox') && NEVER_NAN.has(inner.name)) i.name = `${name}.known`
    else if ((name === 'f64.isInt32' || name === 'f64.isInt32.loose') && inner.name === 'i32.toF64') become(i, { op: 'const', value: 1 })
    else if (name === 'f64.isNaN' && NEVER_NAN.has(inner.name)) become(i, { op: 'const', value: 0 })
  }

  private select(i: MirInstruction & { op: 'pure' }): void {
    const condition = this.constantOf(i.args[0])
    if (condition !== null) this.table.set(i.id, i.args[condition === 0 ? 2 : 1])
    else if (this.resolve(i.args[1]) === this.resolve(i.args[2])) this.table.set(i.id, i.args[1])
  }

  run(): void {
    for (const block of this.func.blocks) {
      for (const i of block.instructions) {
        if (i.op !== 'pure') continue
        for (let n = 0; n < i.args.length; n++) i.args[n] = this.resolve(i.args[n])
        // A composed operation may fold again with what is inside it.
        for (let before = ''; i.op === 'pure' && before !== i.name + i.args.join() && !this.table.has(i.id);) {
          before = i.name + i.args.join()
          this.visit(i)
        }
      }
    }
    substitute(this.func, this.table)
  }
}

export function foldFunction(func: MirFunction): void {
  new Folder(func).run()
}

export function fold(program: MirProgram): void {
  for (const func of program.functions.values()) foldFunction(func)
}
