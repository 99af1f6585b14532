// The MIR's table of operations: one row for each `pure` op (its result depends on its operands alone) and each `effect`
// op (one expression or instruction with a side effect, or that reads machine state). A row gives operand and result
// representations and the C expression that the emitter prints; `$0`, `$1` … are the operands, each an lvalue-free local
// or literal that may be repeated. Functions named `sk…` are in the prelude (compiler/emit/prelude.ts).

import type { Rep, Width } from './mir.ts'

export const WIDTH_BYTES: Readonly<Record<Width, number>> = {
  u8: 1, i8: 1, bool: 1, u16: 2, i16: 2, i32: 4, u32: 4, f32: 4, f64: 8, i53: 8, ref: 8, box: 8, opt: 8,
}

export interface PureOpRow {
  readonly name: string
  readonly operands: readonly Rep[]
  readonly result: Rep
  /** C expression. */
  readonly c: string
  /** Operands 0 and 1 may be exchanged. */
  readonly commutative: boolean
  /** Defined only for operands that the code before it has tested (a divisor, a pointer): never moved above its guard. */
  readonly guarded: boolean
}

export interface EffectOpRow {
  readonly name: string
  readonly operands: readonly Rep[]
  readonly result: Rep
  /** C expression; a statement when the result is `none`. */
  readonly c: string
  /** Only reads machine state: may be dropped when its value is not used. */
  readonly droppable: boolean
  /** Control does not come back. */
  readonly endsBlock: boolean
}

const pureRows = new Map<string, PureOpRow>()
const effectRows = new Map<string, EffectOpRow>()

interface PureFlags { commutative?: boolean; guarded?: boolean }

function pure(name: string, operands: readonly Rep[], result: Rep, c: string, flags: PureFlags = {}): void {
  if (pureRows.has(name)) throw new Error(`two rows for pure op ${name}`)
  pureRows.set(name, {
    name, operands, result, c, commutative: flags.commutative === true, guarded: flags.guarded === true,
  })
}

function effect(name: string, operands: readonly Rep[], result: Rep, c: string, flags: { droppable?: boolean; endsBlock?: boolean } = {}): void {
  if (effectRows.has(name)) throw new Error(`two rows for effect op ${name}`)
  effectRows.set(name, { name, operands, result, c, droppable: flags.droppable === true, endsBlock: flags.endsBlock === true })
}

const COMMUTES = { commutative: true }
const GUARDED = { guarded: true }

/** eq ne lt le gt ge as `rep.eq` … → bool. With f64 they are JavaScript's: every comparison with NaN is false but ne. */
function comparisons(rep: Rep): void {
  pure(`${rep}.eq`, [rep, rep], 'bool', '$0 == $1', COMMUTES)
  pure(`${rep}.ne`, [rep, rep], 'bool', '$0 != $1', COMMUTES)
  pure(`${rep}.lt`, [rep, rep], 'bool', '$0 < $1')
  pure(`${rep}.le`, [rep, rep], 'bool', '$0 <= $1')
  pure(`${rep}.gt`, [rep, rep], 'bool', '$0 > $1')
  pure(`${rep}.ge`, [rep, rep], 'bool', '$0 >= $1')
}

// --- 32-bit integers: everything wraps, and so is computed unsigned. Shift counts are taken modulo 32 here, as JavaScript
// does.
for (const rep of ['i32', 'u32'] as const) {
  const wrapping = (unsigned: string): string => rep === 'u32' ? unsigned : `(i32)(${unsigned.replaceAll('$', '(u32)$')})`
  pure(`${rep}.add`, [rep, rep], rep, wrapping('$0 + $1'), COMMUTES)
  pure(`${rep}.sub`, [rep, rep], rep, wrapping('$0 - $1'))
  pure(`${rep}.mul`, [rep, rep], rep, wrapping('$0 * $1'), COMMUTES)
  pure(`${rep}.and`, [rep, rep], rep, '$0 & $1', COMMUTES)
  pure(`${rep}.or`, [rep, rep], rep, '$0 | $1', COMMUTES)
  pure(`${rep}.xor`, [rep, rep], rep, '$0 ^ $1', COMMUTES)
  pure(`${rep}.not`, [rep], rep, '~$0')
  pure(`${rep}.neg`, [rep], rep, wrapping('-$0'))
  /** Divisor is not 0 (and for i32 not −1 with −2^31). Truncates. */
  pure(`${rep}.div`, [rep, rep], rep, '$0 / $1', GUARDED)
  pure(`${rep}.rem`, [rep, rep], rep, '$0 % $1', GUARDED)
  comparisons(rep)
}
pure('i32.shl', ['i32', 'i32'], 'i32', '(i32)((u32)$0 << ($1 & 31))')
pure('i32.shr', ['i32', 'i32'], 'i32', '$0 >> ($1 & 31)') // `>>`
pure('i32.ushr', ['i32', 'i32'], 'u32', '(u32)$0 >> ($1 & 31)') // `>>>`
pure('u32.shl', ['u32', 'i32'], 'u32', '$0 << ($1 & 31)')
pure('u32.shr', ['u32', 'i32'], 'u32', '$0 >> ($1 & 31)')
pure('u32.clz', ['u32'], 'i32', 'skClz($0)') // 32 for 0
pure('u32.ctz', ['u32'], 'i32', '(i32)__builtin_ctz($0)', GUARDED) // index of the lowest set bit; not of 0
pure('u32.multiplyHigh', ['u32', 'u32'], 'u32', '(u32)(((u64)$0 * $1) >> 32)', COMMUTES)
pure('i32.min', ['i32', 'i32'], 'i32', '$0 < $1 ? $0 : $1', COMMUTES)
pure('i32.max', ['i32', 'i32'], 'i32', '$0 > $1 ? $0 : $1', COMMUTES)
/** Whether the exact result is outside i32 (for code that goes to f64 then). */
pure('i32.addOverflows', ['i32', 'i32'], 'bool', 'skAddOverflows($0, $1)', COMMUTES)
pure('i32.subOverflows', ['i32', 'i32'], 'bool', 'skSubOverflows($0, $1)')
pure('i32.mulOverflows', ['i32', 'i32'], 'bool', 'skMulOverflows($0, $1)', COMMUTES)

// --- integers within ±2^53 and addresses, in 64 bits. The lowering knows that results stay in range, and clang may know
// it too (so that it can count the trips of a loop): signed overflow is undefined.
pure('i53.add', ['i53', 'i53'], 'i53', '$0 + $1', COMMUTES)
pure('i53.sub', ['i53', 'i53'], 'i53', '$0 - $1')
pure('i53.mul', ['i53', 'i53'], 'i53', '$0 * $1', COMMUTES)
pure('i53.neg', ['i53'], 'i53', '-$0')
pure('i53.div', ['i53', 'i53'], 'i53', '$0 / $1', GUARDED) // truncates
pure('i53.rem', ['i53', 'i53'], 'i53', '$0 % $1', GUARDED) // sign of the dividend
pure('i53.and', ['i53', 'i53'], 'i53', '$0 & $1', COMMUTES) // two's complement, for masks of addresses
pure('i53.or', ['i53', 'i53'], 'i53', '$0 | $1', COMMUTES)
pure('i53.xor', ['i53', 'i53'], 'i53', '$0 ^ $1', COMMUTES)
pure('i53.shl', ['i53', 'i32'], 'i53', '(i53)((u64)$0 << ($1 & 63))')
pure('i53.shr', ['i53', 'i32'], 'i53', '$0 >> ($1 & 63)') // arithmetic: floor(x / 2^n)
pure('i53.ushr', ['i53', 'i32'], 'i53', '(i53)((u64)$0 >> ($1 & 63))')
comparisons('i53')

// --- doubles
pure('f64.add', ['f64', 'f64'], 'f64', '$0 + $1', COMMUTES)
pure('f64.sub', ['f64', 'f64'], 'f64', '$0 - $1')
pure('f64.mul', ['f64', 'f64'], 'f64', '$0 * $1', COMMUTES)
pure('f64.div', ['f64', 'f64'], 'f64', '$0 / $1')
pure('f64.neg', ['f64'], 'f64', '-$0')
pure('f64.abs', ['f64'], 'f64', '__builtin_fabs($0)')
pure('f64.sqrt', ['f64'], 'f64', '__builtin_sqrt($0)')
pure('f64.floor', ['f64'], 'f64', '__builtin_floor($0)')
pure('f64.ceil', ['f64'], 'f64', '__builtin_ceil($0)')
pure('f64.trunc', ['f64'], 'f64', '__builtin_trunc($0)')
pure('f64.copysign', ['f64', 'f64'], 'f64', '__builtin_copysign($0, $1)') // magnitude of $0, sign of $1
pure('f64.fround', ['f64'], 'f64', '(f64)(f32)$0')
comparisons('f64')
pure('f64.isNaN', ['f64'], 'bool', '$0 != $0')
pure('f64.isNegative', ['f64'], 'bool', '(i64)skBits($0) < 0') // sign bit: true of −0
pure('f64.isInt32', ['f64'], 'bool', 'skBits((f64)skTruncate32($0)) == skBits($0)') // integral, in range, not −0
pure('f64.isInt32.loose', ['f64'], 'bool', '(f64)skTruncate32($0) == $0') // as above, and −0
pure('f64.isInt53', ['f64'], 'bool', 'skIsInt53($0)') // integral, within ±2^53; −0 too
pure('f64.sameBits', ['f64', 'f64'], 'bool', 'skBits($0) == skBits($1)', COMMUTES)
pure('f64.highWord', ['f64'], 'i32', '(i32)(skBits($0) >> 32)')
pure('f64.lowWord', ['f64'], 'u32', '(u32)skBits($0)')
pure('f64.fromWords', ['i32', 'u32'], 'f64', 'skDouble(((u64)(u32)$0 << 32) | $1)') // high, low
pure('f32.toBits', ['f64'], 'u32', 'skFloatBits((f32)$0)') // after rounding to f32
pure('f32.fromBits', ['u32'], 'f64', '(f64)skFloat($0)')

// --- booleans
pure('bool.not', ['bool'], 'bool', '!$0')
pure('bool.and', ['bool', 'bool'], 'bool', '$0 & $1', COMMUTES)
pure('bool.or', ['bool', 'bool'], 'bool', '$0 | $1', COMMUTES)
pure('bool.eq', ['bool', 'bool'], 'bool', '$0 == $1', COMMUTES)
pure('bool.ne', ['bool', 'bool'], 'bool', '$0 != $1', COMMUTES)

// --- words. `ref.isPointer`: none of the reserved words.
pure('ref.eq', ['ref', 'ref'], 'bool', '$0 == $1', COMMUTES)
pure('ref.ne', ['ref', 'ref'], 'bool', '$0 != $1', COMMUTES)
for (const rep of ['ref', 'box'] as const) {
  pure(`${rep}.isUndefined`, [rep], 'bool', '$0 == WORD_UNDEFINED')
  pure(`${rep}.isNull`, [rep], 'bool', '$0 == WORD_NULL')
  pure(`${rep}.isNullish`, [rep], 'bool', '$0 <= WORD_NULL') // words 0 and 2; 1 does not exist
  pure(`${rep}.isHole`, [rep], 'bool', '$0 == WORD_HOLE')
}
pure('ref.isPointer', ['ref'], 'bool', '$0 >= FIRST_POINTER')
pure('box.isNumber', ['box'], 'bool', '$0 >= NUMBER_BIAS')
pure('box.isPointer', ['box'], 'bool', '$0 - FIRST_POINTER < NUMBER_BIAS - FIRST_POINTER')
pure('box.isBoolean', ['box'], 'bool', '($0 | 2) == WORD_TRUE')
pure('box.isTrue', ['box'], 'bool', '$0 == WORD_TRUE')
pure('box.isFalse', ['box'], 'bool', '$0 == WORD_FALSE')
pure('box.sameWord', ['box', 'box'], 'bool', '$0 == $1', COMMUTES)
pure('opt.isUndefined', ['opt'], 'bool', 'skBits($0) == OPT_UNDEFINED')
pure('opt.isHole', ['opt'], 'bool', 'skBits($0) == OPT_HOLE')
pure('opt.isNumber', ['opt'], 'bool', '(skBits($0) & ~(2ull << 48)) != OPT_UNDEFINED')
pure('opt.sameWord', ['opt', 'opt'], 'bool', 'skBits($0) == skBits($1)', COMMUTES)
/** u32 shape address in the header of an object whose header never changes (not of strings: ropes are flattened in place). */
pure('ref.shape', ['ref'], 'u32', '*(u32 *)$0', GUARDED)

// --- choice: (condition, if true, if false)
for (const rep of ['i32', 'u32', 'i53', 'f64', 'opt', 'bool', 'ref', 'box'] as const) {
  pure(`select.${rep}`, ['bool', rep, rep], rep, '$0 ? $1 : $2')
}

// --- conversions between numbers
pure('i32.toU32', ['i32'], 'u32', '(u32)$0') // same bits
pure('u32.toI32', ['u32'], 'i32', '(i32)$0') // same bits
pure('i32.toI53', ['i32'], 'i53', '(i53)$0')
pure('u32.toI53', ['u32'], 'i53', '(i53)$0')
pure('i53.toI32', ['i53'], 'i32', '(i32)$0') // low 32 bits
pure('i53.toU32', ['i53'], 'u32', '(u32)$0') // low 32 bits
pure('i32.toF64', ['i32'], 'f64', '(f64)$0')
pure('u32.toF64', ['u32'], 'f64', '(f64)$0')
pure('i53.toF64', ['i53'], 'f64', '(f64)$0')
pure('f64.toI53', ['f64'], 'i53', 'skTruncate64($0)') // known integral and in range (−0 gives 0)
pure('f64.toI32', ['f64'], 'i32', 'skTruncate32($0)') // known integral and in range (−0 gives 0)
pure('f64.toU32', ['f64'], 'u32', '(u32)skTruncate64($0)') // known integral and in range
pure('f64.toI32.trunc', ['f64'], 'i32', 'skToInt32($0)') // ECMA-262 §7.1.6 ToInt32, every double
pure('f64.toU32.trunc', ['f64'], 'u32', '(u32)skToInt32($0)') // ECMA-262 §7.1.7 ToUint32
pure('bool.toI32', ['bool'], 'i32', '(i32)$0')
pure('bool.toI53', ['bool'], 'i53', '(i53)$0')
pure('bool.toF64', ['bool'], 'f64', '(f64)$0')
pure('i32.toBool', ['i32'], 'bool', '$0 != 0')

// --- optional numbers and boxes. `known`: the operand is known not to be NaN, or to be a canonical one.
pure('f64.toOpt', ['f64'], 'opt', 'skCanonical($0)')
pure('f64.toOpt.known', ['f64'], 'opt', '$0')
pure('opt.toF64', ['opt'], 'f64', '$0') // ToNumber: undefined (and a hole) are NaN
pure('opt.holeToUndefined', ['opt'], 'opt', 'skBits($0) == OPT_HOLE ? skDouble(OPT_UNDEFINED) : $0')
pure('f64.toBox', ['f64'], 'box', 'skBits(skCanonical($0)) + NUMBER_BIAS')
pure('f64.toBox.known', ['f64'], 'box', 'skBits($0) + NUMBER_BIAS')
pure('opt.toBox', ['opt'], 'box', 'skOptToBox($0)')
pure('box.toF64', ['box'], 'f64', 'skDouble($0 - NUMBER_BIAS)') // known to be a number
pure('box.toOpt', ['box'], 'opt', 'skBoxToOpt($0)') // known to be a number, undefined or the hole
pure('i32.toBox', ['i32'], 'box', 'skBits((f64)$0) + NUMBER_BIAS')
pure('u32.toBox', ['u32'], 'box', 'skBits((f64)$0) + NUMBER_BIAS')
pure('i53.toBox', ['i53'], 'box', 'skBits((f64)$0) + NUMBER_BIAS') // as a number; an address becomes a value by i53.toRef
pure('bool.toBox', ['bool'], 'box', 'WORD_FALSE + 2 * (u64)$0')
pure('box.toBool', ['box'], 'bool', '$0 == WORD_TRUE') // known to be a boolean
pure('box.holeToUndefined', ['box'], 'box', '$0 == WORD_HOLE ? WORD_UNDEFINED : $0')
pure('ref.holeToUndefined', ['ref'], 'ref', '$0 == WORD_HOLE ? WORD_UNDEFINED : $0')
pure('ref.toBox', ['ref'], 'box', '$0')
pure('box.toRef', ['box'], 'ref', '$0') // known not to be a number or a boolean
pure('ref.toI53', ['ref'], 'i53', '(i53)$0') // the address; keep the object alive (keepAlive) past its last use
pure('i53.toRef', ['i53'], 'ref', '(u64)$0')
pure('u32.toRef', ['u32'], 'ref', '(u64)$0') // the address of a static object

// --- effects: raw memory, machine state
effect('copyBytes', ['i53', 'i53', 'i53'], 'none', 'skCopy($0, $1, $2)') // to, from, count; may overlap
effect('fillBytes', ['i53', 'i32', 'i53'], 'none', 'skFill($0, $1, $2)') // to, byte, count
effect('compareBytes', ['i53', 'i53', 'i53'], 'i32', 'skCompare($0, $1, $2)', { droppable: true }) // as memcmp
effect('prefetch', ['i53'], 'none', '__builtin_prefetch((void *)$0)') // a hint: the line will be read soon
effect('halt', ['i32'], 'none', 'skHalt($0)', { endsBlock: true }) // exit status
effect('syscall', ['i53', 'i53', 'i53', 'i53', 'i53', 'i53', 'i53'], 'i53', 'skSyscall($0, $1, $2, $3, $4, $5, $6)')
effect('loadDeviceU8', ['i53'], 'i32', '*(volatile u8 *)$0')
effect('loadDeviceU16', ['i53'], 'i32', '*(volatile u16 *)$0')
effect('loadDeviceU32', ['i53'], 'u32', '*(volatile u32 *)$0')
effect('storeDeviceU8', ['i53', 'i32'], 'none', '(void)(*(volatile u8 *)$0 = (u8)$1)')
effect('storeDeviceU16', ['i53', 'i32'], 'none', '(void)(*(volatile u16 *)$0 = (u16)$1)')
effect('storeDeviceU32', ['i53', 'u32'], 'none', '(void)(*(volatile u32 *)$0 = $1)')
effect('memoryFence', [], 'none', '__builtin_ia32_mfence()')
effect('randomU32', [], 'i53', 'skRandom()')
effect('portInU8', ['i32'], 'i32', 'skPortIn($0)')
effect('portOutU8', ['i32', 'i32'], 'none', 'skPortOut($0, $1)')
effect('readTimestamp', [], 'i53', 'skTimestamp()', { droppable: true }) // RDTSC modulo 2^53
effect('setBump', ['i53', 'i53'], 'none', '(void)(skBumpCursor = (u64)$0, skBumpLimit = (u64)$1)') // cursor, limit
effect('bumpCursor', [], 'i53', '(i53)skBumpCursor', { droppable: true })
effect('bumpLimit', [], 'i53', '(i53)skBumpLimit', { droppable: true })
effect('globalsStart', [], 'i53', '(i53)skTracedStart', { droppable: true })
effect('globalsEnd', [], 'i53', '(i53)skTracedEnd', { droppable: true })
/** Table of u32 addresses of the static atoms, for the runtime's atom table. */
effect('atomsStart', [], 'i53', '(i53)skAtomsStart', { droppable: true })
effect('atomsEnd', [], 'i53', '(i53)skAtomsEnd', { droppable: true })
effect('stackBase', [], 'i53', '(i53)skStackBase', { droppable: true }) // highest stack address that may hold a value
effect('stackPointer', [], 'i53', '(i53)__builtin_frame_address(0)', { droppable: true })
effect('setStackLimit', ['i53'], 'none', '(void)(skStackLimit = (u64)$0)') // lowest address that functions may start at
effect('processArguments', [], 'i53', '(i53)skProcessArguments', { droppable: true })

/** Row of a pure op; null for an unknown name. */
export function pureOp(name: string): PureOpRow | null {
  return pureRows.get(name) ?? null
}

/** Row of an effect op; null for an unknown name. */
export function effectOp(name: string): EffectOpRow | null {
  return effectRows.get(name) ?? null
}

export function allPureOps(): readonly PureOpRow[] {
  return [...pureRows.values()]
}

export function allEffectOps(): readonly EffectOpRow[] {
  return [...effectRows.values()]
}
