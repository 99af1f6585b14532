// narrow-arguments: callers that have an integer get a version of a function that takes one, where the function makes an
// integer of its parameter again.
//
//   v2: opt = f64.toOpt.known (i32.toF64 v1)
//   v3: ref = call find v0 v2                      →       v3: ref = call "find i32 1" v0 v1
//
// `find(id: number)` called with the ids of objects, and once with an element of an array, which may be undefined: only
// that one call needs the parameter to be a number or undefined, for which doubles are taken. In the version the
// conversion stands where the parameter was, and folds away.
//
// Needs: inline before it, so that what is small is not copied here. Ensures: a call of a version for each call that has
// such integers, as far as the limits allow.

import type { MirFunction, MirId, MirInstruction, MirProgram, SymbolName } from '../mir/mir.ts'
import { definitions, weight } from './rewrite.ts'

/** Weight of the functions that get versions, at most. */
const LARGEST_COPIED = 250
/** All versions together: so much, or a part of the program's own functions. */
const ADDED_WEIGHT = 500
const ADDED_PART = 0.1

/** Conversions whose operand is looked at through them. */
const SAME_NUMBER: ReadonlySet<string> = new Set(['opt.toBox', 'box.toF64', 'opt.toF64', 'f64.toBox', 'f64.toBox.known'])
/** What asks whether a double is an integer. */
const INTEGER_TESTS: ReadonlySet<string> = new Set(['f64.isInt32', 'f64.isInt32.loose'])

/** Positions of the parameters, of rep f64 or opt, that the function tests for being integers. */
function testedParameters(func: MirFunction): ReadonlySet<number> {
  const origin = new Map<MirId, number>()
  const tested = new Set<number>()
  for (const block of func.blocks) {
    for (const i of block.instructions) {
      if (i.op === 'param' && (i.rep === 'f64' || i.rep === 'opt')) origin.set(i.id, i.index)
      const from = i.op === 'pure' ? origin.get(i.args[0]) : undefined
      if (i.op !== 'pure' || from === undefined) continue
      if (SAME_NUMBER.has(i.name)) origin.set(i.id, from)
      else if (INTEGER_TESTS.has(i.name)) tested.add(from)
    }
  }
  return tested
}

/** The integer that a value was made of. */
function integerIn(id: MirId, defined: readonly (MirInstruction | undefined)[]): MirId | null {
  let i = defined[id]
  if (i?.op === 'pure' && i.name === 'f64.toOpt.known') i = defined[i.args[0]]
  return i?.op === 'pure' && i.name === 'i32.toF64' ? i.args[0] : null
}

/** A copy that takes i32 at these positions. */
function version(func: MirFunction, symbol: SymbolName, positions: readonly number[]): MirFunction {
  const copy: MirFunction = { ...structuredClone(func), symbol }
  for (const position of positions) copy.params[position] = 'i32'
  for (const block of copy.blocks) {
    block.instructions = block.instructions.flatMap((i): MirInstruction[] => {
      if (i.op !== 'param' || !positions.includes(i.index)) return [i]
      const { place } = i
      const integer: MirInstruction = { id: copy.nextId++, rep: 'i32', args: [], place, op: 'param', index: i.index }
      if (i.rep === 'f64') return [integer, { id: i.id, rep: 'f64', args: [integer.id], place, op: 'pure', name: 'i32.toF64' }]
      const double: MirInstruction = { id: copy.nextId++, rep: 'f64', args: [integer.id], place, op: 'pure', name: 'i32.toF64' }
      return [integer, double, { id: i.id, rep: 'opt', args: [double.id], place, op: 'pure', name: 'f64.toOpt.known' }]
    })
  }
  return copy
}

class ArgumentNarrowing {
  private readonly tested = new Map<SymbolName, ReadonlySet<number>>()
  private room: number

  constructor(private readonly program: MirProgram) {
    let total = 0
    for (const func of program.functions.values()) {
      if (func.isLibrary) continue
      const own = weight(func)
      total += own
      if (own <= LARGEST_COPIED) this.tested.set(func.symbol, testedParameters(func))
    }
    this.room = Math.max(total * ADDED_PART, ADDED_WEIGHT)
  }

  /** Points the calls in a function to versions. */
  visit(func: MirFunction): void {
    const defined = definitions(func)
    for (const block of func.blocks) {
      for (const i of block.instructions) {
        if (i.op !== 'call') continue
        const tested = this.tested.get(i.func)
        if (tested === undefined || tested.size === 0) continue
        const positions = [...tested].filter((position) => integerIn(i.args[position], defined) !== null)
        const symbol = positions.length > 0 ? this.versionOf(i.func, positions) : null
        if (symbol === null) continue
        i.func = symbol
        for (const position of positions) i.args[position] = integerIn(i.args[position], defined)!
      }
    }
  }

  private versionOf(symbol: SymbolName, positions: readonly number[]): SymbolName | null {
    const name = `${symbol} i32 ${positions.join()}`
    if (this.program.functions.has(name)) return name
    const original = this.program.functions.get(symbol)!
    const added = weight(original)
    if (added > this.room) return null
    this.room -= added
    this.program.functions.set(name, version(original, name, positions))
    return name
  }
}

export function narrowArguments(program: MirProgram): void {
  const narrowing = new ArgumentNarrowing(program)
  // Versions that are made on the way are visited too.
  for (const func of program.functions.values()) narrowing.visit(func)
}
