// A MIR program as compilable texts: C units and one assembly file. Functions are grouped by the source file that they
// come from (calls are mostly local to it, inlining across files was done before), in a fixed order, and cut at a size
// that clang compiles in about a second, so that an edit recompiles little.

import type { MirFunction, MirProgram } from '../mir/mir.ts'
import { emitData } from './data.ts'
import { C_TYPE } from './expression.ts'
import type { EmitContext } from './function.ts'
import { attributes, FunctionEmitter, signature } from './function.ts'
import { MEMORY_FUNCTIONS, Names } from './names.ts'
import { PRELUDE } from './prelude.ts'

export interface Unit {
  readonly name: string
  readonly text: string
  /** Lines of C made from functions and declarations, the prelude not counted. */
  readonly lineCount: number
  /** Compiled with -fno-builtin: holds a function that clang would otherwise call from itself. */
  readonly hasMemoryFunctions: boolean
}

export interface EmittedProgram {
  readonly units: Unit[]
  readonly data: string
  /** C name of the start function. */
  readonly start: string
  /** mem* functions that the program itself defines. */
  readonly memoryFunctions: string[]
}

export interface EmitOptions { readonly lineDirectives: boolean }

/** MIR instructions for each unit: small enough for two cores to share the work, large enough for clang to inline. */
const MAX_UNIT_INSTRUCTIONS = 8000

function weight(func: MirFunction): number {
  return func.blocks.reduce((sum, block) => sum + block.instructions.length + block.phis.length + 2, 4)
}

/** Deterministic: depends on the functions' places and symbols only. */
function cluster(program: MirProgram, isAlone: (func: MirFunction) => boolean): MirFunction[][] {
  const key = (func: MirFunction): string => {
    const file = func.place === null ? '' : program.files[func.place.file]?.display ?? ''
    return `${func.isLibrary ? 0 : 1}${file}\0${String(func.place?.line ?? 0).padStart(7, '0')}\0${func.symbol}`
  }
  const sorted = [...program.functions.values()].map((func) => ({ func, key: key(func) }))
    .sort((a, b) => a.key < b.key ? -1 : a.key > b.key ? 1 : 0).map((one) => one.func)
  const alone = sorted.filter(isAlone)
  const clusters: MirFunction[][] = alone.length > 0 ? [alone] : []
  let current: MirFunction[] = []
  let size = 0
  for (const func of sorted) {
    if (isAlone(func)) continue
    const own = weight(func)
    const changesRoof = current.length > 0 && current[0].isLibrary !== func.isLibrary
    if (current.length > 0 && (size + own > MAX_UNIT_INSTRUCTIONS || changesRoof)) {
      clusters.push(current)
      current = []
      size = 0
    }
    current.push(func)
    size += own
  }
  if (current.length > 0) clusters.push(current)
  return clusters
}

/** Functions that something outside their unit names. */
function exported(program: MirProgram, clusters: MirFunction[][]): Set<string> {
  const unitOf = new Map<string, number>()
  clusters.forEach((functions, unit) => { for (const func of functions) unitOf.set(func.symbol, unit) })
  const result = new Set<string>([program.start, ...program.entries.values()])
  for (const data of program.data.values()) if (data.kind === 'shape' && data.shape.entry !== null) result.add(data.shape.entry)
  clusters.forEach((functions, unit) => {
    for (const func of functions) {
      for (const block of func.blocks) {
        for (const i of block.instructions) {
          const symbol = i.op === 'call' || i.op === 'callSpilled' ? i.func : i.op === 'address' ? i.symbol : null
          if (symbol !== null && unitOf.get(symbol) !== unit) result.add(symbol)
        }
      }
    }
  })
  return result
}

function declareData(program: MirProgram, names: Names, symbols: Iterable<string>): string[] {
  return [...symbols].sort().map((symbol) => {
    const data = program.data.get(symbol)
    if (data === undefined) throw new Error(`no static data ${symbol}`)
    if (data.kind === 'global') return `extern ${C_TYPE[data.rep]} ${names.data(symbol)};`
    return `extern ${data.kind === 'object' ? '' : 'const '}char ${names.data(symbol)}[];`
  })
}

/** Stack that making the RangeError may use below the limit; half of what the machine's entry leaves there. */
const OVERFLOW_STACK_BYTES = 128 << 10

/**
 * The two functions that emitted code calls by itself. They are thunks of compiled TypeScript: `preserve_most` is an
 * attribute that only C can give, and the limit has to be out of the way while the error is made.
 */
function thunks(program: MirProgram, names: Names): { text: string; calls: string[] } {
  let text = ''
  const calls: string[] = []
  const slow = program.entries.get('allocateSlow')
  if (slow !== undefined) {
    text += `u64 skAllocateSlow(u64 shape, u64 sizeBytes, u32 aux) { return (u64)${names.func(slow)}((i53)shape, (i53)sizeBytes, aux); }\n`
    calls.push(slow)
  }
  const overflow = program.entries.get('throwStackOverflow')
  if (overflow !== undefined) {
    text += `void skStackOverflow(void) { skStackLimit -= ${OVERFLOW_STACK_BYTES}; ${names.func(overflow)}(); skStackLimit += ${OVERFLOW_STACK_BYTES}; }\n`
    calls.push(overflow)
  }
  return { text, calls }
}

function emitUnit(program: MirProgram, names: Names, functions: MirFunction[], exports: Set<string>, options: EmitOptions, name: string, extra: { text: string; calls: string[] } | null): Unit {
  const context: EmitContext = {
    program, names, lineDirectives: options.lineDirectives, functions: new Set(), data: new Set(),
  }
  const own = new Set(functions.map((func) => func.symbol))
  const storage = (symbol: string): string => own.has(symbol) && !exports.has(symbol) ? 'static ' : ''
  const bodies = functions.map((func) => storage(func.symbol) + new FunctionEmitter(func, context).emit())
  extra?.calls.forEach((symbol) => context.functions.add(symbol))
  const prototypes = [...new Set([...context.functions, ...own])].sort().map((symbol) => {
    const func = program.functions.get(symbol)
    if (func === undefined) throw new Error(`no function ${symbol}`)
    return `${storage(symbol)}${attributes(func)}${signature(func, names)};`
  })
  const head = [...declareData(program, names, context.data), ...prototypes].join('\n')
  const text = `${head}\n${extra?.text ?? ''}${bodies.join('')}`
  const lineCount = text.split('\n').filter((line) => line !== '' && !line.startsWith('#line')).length
  const hasMemoryFunctions = functions.some((func) => MEMORY_FUNCTIONS.includes(names.func(func.symbol)))
  return { name, text: `${PRELUDE}\n${text}`, lineCount, hasMemoryFunctions }
}

/** The program as texts for clang. */
export function emitProgram(program: MirProgram, options: EmitOptions): EmittedProgram {
  const reserved = new Map<string, string>()
  for (const name of MEMORY_FUNCTIONS) {
    const symbol = program.entries.get(name)
    if (symbol !== undefined) reserved.set(symbol, name)
  }
  const names = new Names(reserved)
  const clusters = cluster(program, (func) => reserved.has(func.symbol))
  const exports = exported(program, clusters)
  const extra = thunks(program, names)
  const units = clusters.map((functions, i) =>
    emitUnit(program, names, functions, exports, options, `unit${i}`, i === clusters.length - 1 ? extra : null))
  return { units, data: emitData(program, names), start: names.func(program.start), memoryFunctions: [...reserved.values()] }
}
