// Static data of the image as assembly text: shapes, strings, closures, symbols, globals, tables. Assembly, because a
// C initialiser cannot hold the 32-bit address of a symbol, and because clang reads it faster. Each item has a section
// of its own, so that the linker drops what nothing refers to.
//
// Traced words (globals of rep ref and box, closures with an overflow word, the pending exception) lie together between
// skTracedStart and skTracedEnd, which the linker script defines.

import {
  ATTRIBUTE_ACCESSOR, ATTRIBUTE_CONFIGURABLE, ATTRIBUTE_ENUMERABLE, ATTRIBUTE_OPTIONAL, ATTRIBUTE_WRITABLE,
  BUILTIN_SHAPES, FUNCTION_FLAG_ASYNC, FUNCTION_FLAG_CLASS, FUNCTION_FLAG_CONSTRUCTOR, FUNCTION_FLAG_GENERATOR,
  FUNCTION_FLAG_NATIVE, KIND_ACCESSOR, KIND_CELL, KIND_CLOSURE, KIND_OBJECT, KIND_PRIMITIVE, KIND_SYMBOL,
  REP_BOOL, REP_BOX, REP_F64, REP_I32, REP_I53, REP_OPT, REP_REF, REP_U32,
  SHAPE_FLAG_ALL_WORDS, SHAPE_FLAG_HOLEY, SHAPE_UNIT_SHIFT, STRING_FLAG_ATOM, STRING_HASH_BASIS, STRING_HASH_PRIME,
  WORD_FALSE, WORD_HOLE, WORD_NULL, WORD_TRUE, WORD_UNDEFINED,
} from '../../library/runtime/core/layout.ts'
import type { MirData, MirProgram, Rep, ReservedWord, ShapeDescriptor, StaticObject, StaticValue, SymbolName, Width } from '../mir/mir.ts'
import { WIDTH_BYTES } from '../mir/ops.ts'
import { CANONICAL_NAN, hex, NUMBER_BIAS, OPT_HOLE, OPT_UNDEFINED } from './bits.ts'
import type { Names } from './names.ts'

const REP_CODE: Record<Rep, number> = {
  box: REP_BOX, ref: REP_REF, f64: REP_F64, opt: REP_OPT, i32: REP_I32, u32: REP_U32, i53: REP_I53, bool: REP_BOOL, none: -1,
}
/** Kinds that are not the name of a built-in shape. */
const KIND_CODE: Record<string, number> = {
  object: KIND_OBJECT, closure: KIND_CLOSURE, cell: KIND_CELL, accessor: KIND_ACCESSOR, symbol: KIND_SYMBOL, primitive: KIND_PRIMITIVE,
}
const FUNCTION_FLAGS: Record<string, number> = {
  async: FUNCTION_FLAG_ASYNC, generator: FUNCTION_FLAG_GENERATOR, asyncgenerator: FUNCTION_FLAG_ASYNC | FUNCTION_FLAG_GENERATOR,
  native: FUNCTION_FLAG_NATIVE,
}
const MAX_MAPPED_WORDS = 64
const WORDS: Record<ReservedWord, number> = {
  undefined: WORD_UNDEFINED, null: WORD_NULL, true: WORD_TRUE, false: WORD_FALSE, hole: WORD_HOLE,
}
const OPT_WORDS: Partial<Record<ReservedWord, string>> = { undefined: hex(OPT_UNDEFINED), hole: hex(OPT_HOLE) }
const DIRECTIVE: Partial<Record<Width, string>> = {
  bool: '.byte', u8: '.byte', i8: '.byte', u16: '.short', i16: '.short', i32: '.long', u32: '.long', i53: '.quad', f64: '.quad',
  box: '.quad', opt: '.quad',
}
const isDouble = (width: Width): boolean => width === 'f64' || width === 'box' || width === 'opt'

/** Bits of a number, NaN canonical. */
function doubleBits(value: number, bias: bigint): string {
  const view = new DataView(new ArrayBuffer(8))
  view.setFloat64(0, value)
  return hex((Number.isNaN(value) ? CANONICAL_NAN : view.getBigUint64(0)) + bias)
}

function isZero(rep: Rep, value: StaticValue): boolean {
  return value.kind === 'number' ? rep !== 'box' && Object.is(value.value, 0) : rep !== 'opt' && value.kind === 'word' && value.word === 'undefined'
}

function fail(message: string): never {
  throw new Error(message)
}

/** FNV-1a over code units; the runtime computes the same (core/layout.ts). */
export function stringHash(text: string): number {
  let hash = STRING_HASH_BASIS
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), STRING_HASH_PRIME)
  hash >>>= 0
  return hash === 0 ? 1 : hash
}

function isLatin1(text: string): boolean {
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) > 0xff) return false
  return true
}

class DataEmitter {
  private readonly lines: string[] = []
  private readonly strings = new Map<string, SymbolName>()
  private readonly wellKnown = new Map<string, SymbolName>()
  private readonly shapeOfKind = new Map<string, SymbolName>()
  private readonly queue: MirData[]
  private readonly atoms: string[] = []
  private made = 0
  private readonly program: MirProgram
  private readonly names: Names

  constructor(program: MirProgram, names: Names) {
    this.program = program
    this.names = names
    this.queue = [...program.data.values()]
    for (const data of this.queue) {
      if (data.kind === 'string' && (data.atom || !this.strings.has(data.value))) this.strings.set(data.value, data.symbol)
      if (data.kind === 'symbol') this.wellKnown.set(data.description, data.symbol)
      if (data.kind === 'shape' && !this.shapeOfKind.has(data.shape.kind)) this.shapeOfKind.set(data.shape.kind, data.symbol)
    }
  }

  emit(): string {
    this.section('.traced.pending', 'aw', 8, 'skPending')
    this.lines.push(`.quad ${WORD_HOLE}`)
    for (const cell of ['skBumpCursor', 'skBumpLimit', 'skStackBase', 'skStackLimit', 'skProcessArguments']) this.zeroWord('.bss', cell)
    // Strings that shapes mention join the queue while it is worked through.
    for (let i = 0; i < this.queue.length; i++) this.item(this.queue[i])
    this.section('.rodata.atoms', 'a', 4, 'skAtomsStart')
    for (const atom of this.atoms) this.lines.push(`.long ${atom}`)
    this.lines.push('.globl skAtomsEnd', 'skAtomsEnd:')
    return `${this.lines.join('\n')}\n`
  }

  private section(section: string, flags: string, alignment: number, label: string): void {
    this.lines.push(`.section ${section},"${flags}",@progbits`, `.balign ${alignment}`, `.globl ${label}`, `${label}:`)
  }

  private zeroWord(section: string, label: string): void {
    this.lines.push(`.section ${section}.${label},"aw",@nobits`, '.balign 8', `.globl ${label}`, `${label}:`, '.zero 8')
  }

  private item(data: MirData): void {
    const label = this.names.data(data.symbol)
    switch (data.kind) {
      case 'string': return this.string(data, label)
      case 'shape': return this.shape(data.shape, label)
      case 'closure': return this.closure(data.shape, label)
      case 'global': return this.global(data, label)
      case 'object': return this.object(data, label)
      case 'symbol': return this.symbol(data.description, label)
      case 'bytes':
        this.section(`.rodata.${label}`, 'a', Math.max(data.alignment, 1), label)
        return this.bytes(data.bytes)
    }
  }

  private bytes(bytes: Uint8Array): void {
    for (let at = 0; at < bytes.length; at += 64) this.lines.push(`.byte ${bytes.subarray(at, at + 64).join(',')}`)
  }

  private kindShape(kind: string): string {
    const symbol = this.shapeOfKind.get(kind)
    if (symbol === undefined) throw new Error(`the program has static data of kind ${kind}, but no shape of that kind`)
    return this.names.data(symbol)
  }

  private string(data: MirData & { kind: 'string' }, label: string): void {
    const narrow = isLatin1(data.value)
    const { length } = data.value
    this.section(`.rodata.${label}`, 'a', 8, label)
    const kind = narrow ? 'string.latin1' : 'string.utf16'
    this.lines.push(`.long ${this.kindShape(kind)},${length},${stringHash(data.value)},${data.atom ? STRING_FLAG_ATOM : 0}`)
    const unit = narrow ? '.byte' : '.short'
    for (let at = 0; at < length; at += 64) {
      const codes = []
      for (let i = at; i < Math.min(length, at + 64); i++) codes.push(data.value.charCodeAt(i))
      this.lines.push(`${unit} ${codes.join(',')}`)
    }
    this.lines.push('.balign 8')
    if (data.atom) this.atoms.push(label)
  }

  /** Label of a static string with this content: the program's own, or a new one. */
  private stringLabel(value: string, atom: boolean): string {
    let symbol = this.strings.get(value)
    if (symbol === undefined) {
      symbol = `emitted string ${this.made++}`
      this.strings.set(value, symbol)
      this.queue.push({ kind: 'string', symbol, value, atom })
    }
    return this.names.data(symbol)
  }

  private keyLabel(key: string): string {
    if (!key.startsWith('@@')) return this.stringLabel(key, true)
    const description = `Symbol.${key.slice(2)}`
    let symbol = this.wellKnown.get(description)
    if (symbol === undefined) {
      symbol = `emitted symbol ${description}`
      this.wellKnown.set(description, symbol)
      this.queue.push({ kind: 'symbol', symbol, description })
    }
    return this.names.data(symbol)
  }

  private shape(shape: ShapeDescriptor, label: string): void {
    const builtin = BUILTIN_SHAPES[shape.kind]
    const kind = builtin?.kind ?? KIND_CODE[shape.kind]
    if (kind === undefined) throw new Error(`shape ${shape.name} has the unknown kind ${shape.kind}`)
    const allWords = shape.pointerOffsets.some((offset) => offset >= MAX_MAPPED_WORDS * 8)
    let pointerMap = 0n
    if (!allWords) for (const offset of shape.pointerOffsets) pointerMap |= 1n << BigInt(offset / 8)
    const flags = (allWords ? SHAPE_FLAG_ALL_WORDS : 0) | (builtin?.holey === true ? SHAPE_FLAG_HOLEY : 0) |
      (shape.sizeBytes === 0 && builtin !== undefined ? builtin.unit << SHAPE_UNIT_SHIFT : 0)
    const table = shape.properties.length === 0 ? '0' : `${label}_properties`
    const entry = shape.entry === null ? '0' : this.names.func(shape.entry)
    const prototype = shape.prototype === null ? '0' : this.names.data(shape.prototype)
    const info = shape.functionInfo === null ? '0' : `${label}_function`
    this.section(`.rodata.${label}`, 'a', 8, label)
    this.lines.push(`.byte ${kind},${flags}`, `.short ${shape.properties.length}`, `.long ${shape.sizeBytes}`, `.quad ${pointerMap}`)
    this.lines.push(`.long ${table},${prototype},${shape.overflowOffset},${entry},${info},0`)
    if (table !== '0') this.lines.push(`${table}:`)
    for (const property of shape.properties) {
      const attributes = (property.writable ? ATTRIBUTE_WRITABLE : 0) | (property.enumerable ? ATTRIBUTE_ENUMERABLE : 0) |
        (property.configurable ? ATTRIBUTE_CONFIGURABLE : 0) | (property.accessor ? ATTRIBUTE_ACCESSOR : 0) |
        (property.optional ? ATTRIBUTE_OPTIONAL : 0)
      this.lines.push(`.long ${this.keyLabel(property.key)},${property.offset}`, `.byte ${REP_CODE[property.rep]},${attributes},0,0`)
    }
    if (shape.functionInfo === null) return
    const { functionInfo: f } = shape
    const bits = (f.isClass ? FUNCTION_FLAG_CLASS : 0) | (f.isConstructor ? FUNCTION_FLAG_CONSTRUCTOR : 0) | (FUNCTION_FLAGS[f.kind] ?? 0)
    this.lines.push(`${info}:`, `.long ${this.stringLabel(f.name, true)},${f.length},${this.stringLabel(f.source, false)},${bits}`)
  }

  private global(data: MirData & { kind: 'global' }, label: string): void {
    const isTraced = data.rep === 'ref' || data.rep === 'box'
    if (data.initial === undefined || isZero(data.rep, data.initial)) return this.zeroWord(isTraced ? '.bss.traced' : '.bss', label)
    this.section(`${isTraced ? '.traced' : '.data'}.${label}`, 'aw', 8, label)
    const bytes = this.word(data.rep as Width, data.initial)
    if (bytes < 8) this.lines.push(`.zero ${8 - bytes}`)
  }

  private object(data: StaticObject, label: string): void {
    this.section(`.traced.${label}`, 'aw', 8, label)
    this.lines.push(`.long ${this.names.data(data.shape)},${data.aux}`)
    let at = 8
    for (const { offset, width, value } of data.words) {
      if (offset > at) this.lines.push(`.zero ${offset - at}`)
      at = offset + this.word(width, value)
    }
    const end = Math.ceil(data.sizeBytes / 8) * 8
    if (at < end) this.lines.push(`.zero ${end - at}`)
  }

  /** Writes one value as memory holds it; gives its size in bytes. */
  private word(width: Width, value: StaticValue): number {
    if (value.kind === 'word') this.lines.push(`.quad ${width === 'opt' ? OPT_WORDS[value.word] ?? fail(`no optional number is ${value.word}`) : WORDS[value.word]}`)
    else if (value.kind === 'address') this.lines.push(`.quad ${this.names.data(value.symbol)}`)
    else {
      const directive = DIRECTIVE[width] ?? fail(`no static value of width ${width}`)
      this.lines.push(`${directive} ${isDouble(width) ? doubleBits(value.value, width === 'box' ? NUMBER_BIAS : 0n) : value.value}`)
    }
    return WIDTH_BYTES[width]
  }

  private closure(shapeSymbol: SymbolName, label: string): void {
    const data = this.program.data.get(shapeSymbol)
    if (data?.kind !== 'shape') throw new Error(`closure ${label}: no shape ${shapeSymbol}`)
    const { shape } = data
    if (shape.overflowOffset !== 0) this.section(`.traced.${label}`, 'aw', 8, label)
    else this.section(`.rodata.${label}`, 'a', 8, label)
    this.lines.push(`.long ${this.names.data(shapeSymbol)},0`)
    if (shape.sizeBytes > 8) this.lines.push(`.zero ${shape.sizeBytes - 8}`)
  }

  private symbol(description: string, label: string): void {
    this.section(`.rodata.${label}`, 'a', 8, label)
    this.lines.push(`.long ${this.kindShape('symbol')},${stringHash(description)}`, `.quad ${this.stringLabel(description, false)},0`)
  }
}

/** Assembly text of all static data. Throws if the program lacks a shape that its data needs. */
export function emitData(program: MirProgram, names: Names): string {
  return new DataEmitter(program, names).emit()
}
