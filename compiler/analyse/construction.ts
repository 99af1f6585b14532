// What a constructor does before anyone can look. A field is *certain* when it is defined on every path before `this`
// can be seen by other code; and `x: number` followed by `this.x = v` is one initialisation, whose undefined nobody can
// read (LANGUAGE §2: fields read before initialisation stay exact, because then neither holds).

import type { HirFunction, Instruction, ValueId } from '../hir/hir.ts'
import { isPrivate } from '../hir/hir.ts'
import { certainBlocks, usesOf } from './uses.ts'

interface Construction {
  /** Values that are `this`, or what super() gave. */
  self: Set<ValueId>
  /** defineField instructions that run on every path, before any leak of `this`. */
  certain: Set<ValueId>
  /** defineField instructions of undefined whose value is always overwritten before it can be read. */
  overwritten: Set<ValueId>
  /** `this` may be seen by other code while this function runs. */
  leaks: boolean
  /** superCall instructions, whose parents' constructors may leak too. */
  superCalls: ValueId[]
  /** Every return gives `this` (or what super() gave) or undefined. */
  returnsThis: boolean
}

const cache = new WeakMap<HirFunction, Construction>()

export function constructionOf(func: HirFunction): Construction {
  let facts = cache.get(func)
  if (facts === undefined) {
    facts = analyseConstructor(func)
    cache.set(func, facts)
  }
  return facts
}

/** Values that are `this`: the op itself, what super() gives, and checked or refined copies. */
function thisValues(func: HirFunction): Set<ValueId> {
  const values = new Set<ValueId>()
  for (let changed = true; changed;) {
    changed = false
    for (const block of func.blocks) {
      for (const phi of block.phis) if (!values.has(phi.id) && phi.args.some((arg) => values.has(arg))) changed = add(values, phi.id)
      for (const i of block.instructions) {
        const is = i.op === 'this' || i.op === 'superCall' || i.op === 'superCallSpread'
          || ((i.op === 'tdzCheck' || i.op === 'refine') && values.has(i.args[0]))
        if (is && !values.has(i.id)) changed = add(values, i.id)
      }
    }
  }
  return values
}

function add(values: Set<ValueId>, id: ValueId): true {
  values.add(id)
  return true
}

function analyseConstructor(func: HirFunction): Construction {
  const facts: Construction = { self: thisValues(func), certain: new Set(), overwritten: new Set(), leaks: false, superCalls: [], returnsThis: true }
  const values = facts.self
  const always = certainBlocks(func)
  facts.returnsThis = returnsOnlyThis(func)
  const defined = new Map<string, ValueId>() // fields defined so far, with a pending undefined or -1
  for (const block of func.blocks) {
    for (const i of block.instructions) {
      if (i.op === 'superCall' || i.op === 'superCallSpread') facts.superCalls.push(i.id)
      else if (i.op === 'defineField' && i.key !== null && values.has(i.args[0]) && !values.has(i.args[1])) {
        if (facts.leaks || !always.has(block.id)) continue
        facts.certain.add(i.id)
        const value = usesOf(func).definitions[i.args[1]]
        defined.set(i.key, value?.op === 'const' && value.value === undefined ? i.id : -1)
      } else if (isPlainUse(i, values, defined)) {
        const writes = i.op === 'setProp' || i.op === 'setPrivate'
        if (writes && always.has(block.id) && !facts.leaks) settle(facts, defined, i.key)
        else if (!writes || !always.has(block.id)) defined.set(i.key, -1)
      } else if (i.args.some((arg) => values.has(arg)) && !isHarmless(i, values)) facts.leaks = true
    }
  }
  return facts
}

function settle(facts: Construction, defined: Map<string, ValueId>, key: string): void {
  const pending = defined.get(key)
  if (pending !== undefined && pending >= 0) facts.overwritten.add(pending)
  defined.set(key, -1)
}

/** Reads and writes of a field of `this` that is already defined: no other code sees the object. */
function isPlainUse(i: Instruction, values: Set<ValueId>, defined: Map<string, ValueId>): i is FieldUse {
  if (i.op !== 'getProp' && i.op !== 'setProp' && i.op !== 'getPrivate' && i.op !== 'setPrivate') return false
  return values.has(i.args[0]) && defined.has(i.key) && !(i.args.length > 1 && values.has(i.args[1]))
}

type FieldUse = Instruction & { op: 'getProp' | 'setProp' | 'getPrivate' | 'setPrivate' }

function isHarmless(i: Instruction, values: Set<ValueId>): boolean {
  if (i.op === 'this' || i.op === 'tdzCheck' || i.op === 'refine') return true
  if (i.op === 'defineMethod') return i.key !== null && isPrivate(i.key) && !values.has(i.args[1]) // a private method
  if (i.op === 'intrinsic' && i.name === 'defineHidden') return !values.has(i.args[2])
  if (i.op === 'intrinsic' && i.name === 'isObject') return true
  return false
}

/**
 * Whether a static field is there before anyone can look: nothing between the making of its class and its definition
 * (instructions are numbered as they were written) may run code that finds the class, by name or by `this`.
 */
export function isCertainStatic(func: HirFunction, field: Instruction & { op: 'defineField' }): boolean {
  const [klass] = field.args
  const defined = new Set<string>()
  const { definitions } = usesOf(func)
  for (let id = klass + 1; id < field.id; id++) {
    const i = definitions[id]
    if (i === null || i === undefined) continue
    if (i.op === 'defineField' && i.args[0] === klass && i.key !== null) defined.add(i.key)
    else if ((i.op === 'getProp' || i.op === 'getPrivate' || i.op === 'setPrivate') && i.args[0] === klass && defined.has(i.key)) continue
    else if (mayRunProgram(i, definitions)) return false
  }
  return true
}

/** Operations that run no code but their own, whatever their operands are. */
const QUIET = new Set<Instruction['op']>([
  'const', 'closure', 'classNew', 'classPrototype', 'defineMethod', 'defineField', 'object', 'array', 'arrayAppend', 'globalGet', 'globalSet',
  'captureGet', 'captureSet', 'cellNew', 'cellGet', 'cellSet', 'localGet', 'localSet', 'realm', 'tdzCheck', 'this',
  'self', 'param', 'restParam', 'refine',
])

function mayRunProgram(i: Instruction, definitions: readonly (Instruction | null)[]): boolean {
  if (QUIET.has(i.op)) return false
  const known = (arg: ValueId): boolean => ['const', 'realm'].includes(definitions[arg]?.op ?? '')
  // The language's own constructors with arguments that have no methods: `new Map()`.
  return !((i.op === 'construct' || i.op === 'binary' || i.op === 'unary' || i.op === 'getProp') && i.args.every(known))
}

function returnsOnlyThis(func: HirFunction): boolean {
  return func.blocks.every(({ terminator: t }) => t.op !== 'return' || isThisOrUndefined(func, t.value, new Set()))
}

function isThisOrUndefined(func: HirFunction, value: ValueId, seen: Set<ValueId>): boolean {
  if (seen.has(value)) return true
  seen.add(value)
  const definition = usesOf(func).definitions[value]
  if (definition === null) return func.values[value].args.every((arg) => isThisOrUndefined(func, arg, seen))
  if (definition.op === 'tdzCheck' || definition.op === 'refine') return isThisOrUndefined(func, definition.args[0], seen)
  return definition.op === 'this' || definition.op === 'superCall' || definition.op === 'superCallSpread'
    || (definition.op === 'const' && definition.value === undefined)
}
