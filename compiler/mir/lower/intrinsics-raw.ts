// The unsafe intrinsics (library/runtime/intrinsics/raw.ts): one load, store, operation or effect each.

import { VIEW_ADDRESS } from '../../../library/runtime/core/layout.ts'
import { UNDEFINED } from '../../analyse/types.ts'
import type { Instance } from '../../analyse/result.ts'
import type { Rep, SymbolName, Width } from '../mir.ts'
import { directCall } from './calls.ts'
import { builtinShape } from './data.ts'
import { FunctionLowering } from './function.ts'
import type { Intrinsic, IntrinsicRow } from './intrinsics.ts'
import { newTargetWord, type ProgramLowering } from './program.ts'
import type { Value } from './values.ts'

/** Base address and constant or computed offset. */
function place(f: FunctionLowering, address: Value, offset: Value): { base: number; offset: number; index: number | null } {
  const base = f.as(address, 'i53')
  if (typeof offset.constant === 'number') return { base, offset: offset.constant, index: null }
  return { base, offset: 0, index: f.as(offset, 'i53') }
}

const load = (width: Width): IntrinsicRow => (f, [address, offset]) => {
  const at = place(f, address, offset)
  const id = at.index === null ? f.b.load(width, at.base, at.offset) : f.b.loadIndexed(width, at.base, at.index, 1, 0)
  return f.number(id)
}

const store = (width: Width, rep: Rep): IntrinsicRow => (f, [address, offset, value]) => {
  const at = place(f, address, offset)
  const word = f.as(value, rep)
  if (at.index === null) f.b.store(width, at.base, word, at.offset)
  else f.b.storeIndexed(width, at.base, word, at.index, 1, 0)
  return f.undefined()
}

/** A pure op on operands in these representations. */
const pure = (name: string, ...reps: Rep[]): IntrinsicRow => (f, args) => f.number(f.b.pure(name, ...reps.map((rep, n) => f.as(args[n], rep))))

const effect = (name: string, ...reps: Rep[]): IntrinsicRow => (f, args) => {
  const id = f.b.effect(name, ...reps.map((rep, n) => f.as(args[n], rep)))
  if (!f.b.open) return null
  return f.b.reps[id] === 'none' ? f.undefined() : f.number(id)
}

/** The value seen as another representation, unchecked. */
const seenAs = (rep: Rep): IntrinsicRow => (f, [value]) => {
  const box = f.box(value)
  if (rep === 'box') return f.anything(box)
  if (rep === 'ref') return f.string(f.b.pure('box.toRef', box))
  return f.number(f.b.pure(rep === 'bool' ? 'box.toBool' : 'box.toF64', box))
}

function callSpilled(f: FunctionLowering, i: Intrinsic): Value {
  const targets = f.instance.calls.get(i.id) ?? []
  if (targets.length !== 1) throw new Error(`${f.name}: withRegistersSpilled wants one known function`)
  f.b.add('none', [], { op: 'callSpilled', func: spilledEntry(f.program, targets[0].instance) })
  return f.undefined()
}

/** The collector's entry as the op wants it: an address in, nothing out. */
function spilledEntry(program: ProgramLowering, target: Instance): SymbolName {
  const symbol = `${target.symbol}$spilled`
  return program.demand(symbol, () => {
    const f = new FunctionLowering(program, null)
    f.b.enter(f.b.newBlock(null))
    directCall(f, target, { args: [f.number(f.b.param(0, 'i53'))] })
    if (f.b.open) f.b.return(null)
    return f.b.finish(symbol, ['i53'], 'none', { inline: 'never', isLibrary: true, place: target.func.place, displayName: target.func.name })
  })
}

function constructEntry(f: FunctionLowering, [closure, newTarget, count, address]: Value[]): Value {
  f.b.globalStore(newTargetWord(f.program), f.box(newTarget))
  return callEntry(f, [closure, f.undefined(), count, address])
}

function callEntry(f: FunctionLowering, [closure, thisValue, count, address]: Value[]): Value {
  const operands = [f.as(closure, 'ref'), f.box(thisValue), f.as(count, 'u32'), f.as(address, 'i53')]
  return f.anything(f.b.add('box', operands, { op: 'callEntrySpread', throws: true }))
}

/** Shift count of an address operation: a literal. */
const shift = (name: string): IntrinsicRow => (f, [value, bits]) => f.number(f.b.pure(name, f.as(value, 'i53'), f.as(bits, 'i32')))

function allocate(f: FunctionLowering, [shape, sizeBytes, aux]: Value[]): Value {
  const object = f.b.add('ref', [f.as(shape, 'i53'), f.as(sizeBytes, 'i53'), f.as(aux, 'u32')], { op: 'allocateWith' })
  return f.number(f.b.pure('ref.toI53', object))
}

function stackBoxes(f: FunctionLowering, i: Intrinsic): Value {
  return f.number(f.b.add('i53', [], { op: 'stackBoxes', count: Math.max(1, Number(f.literal(i.args[0]))) }))
}

function stop(f: FunctionLowering, i: Intrinsic): null {
  f.b.add('none', [], { op: 'stop', code: Number(f.literal(i.args[0])), message: String(f.literal(i.args[1])) })
  f.b.unreachable()
  return null
}

export const RAW: Record<string, IntrinsicRow> = {
  loadU8: load('u8'), loadU16: load('u16'), loadU32: load('u32'), loadI32: load('i32'), loadI53: load('i53'), loadF32: load('f32'),
  loadF64: load('f64'), loadBox: load('box'), loadOpt: load('opt'),
  storeU8: store('u8', 'i32'), storeU16: store('u16', 'i32'), storeU32: store('u32', 'u32'), storeI53: store('i53', 'i53'),
  storeF32: store('f32', 'f64'), storeF64: store('f64', 'f64'), storeBox: store('box', 'box'),
  storeOpt: (f, [address, offset, value], i) => {
    const word = value.rep === 'opt' ? value : f.number(f.b.pure('box.toOpt', f.box(value)))
    return store('opt', 'opt')(f, [address, offset, word], i)
  },
  copyBytes: effect('copyBytes', 'i53', 'i53', 'i53'), fillBytes: effect('fillBytes', 'i53', 'i32', 'i53'),
  compareBytes: effect('compareBytes', 'i53', 'i53', 'i53'),
  plus: pure('i53.add', 'i53', 'i53'), minus: pure('i53.sub', 'i53', 'i53'), maskBits: pure('i53.and', 'i53', 'i53'),
  shiftRight: shift('i53.shr'), shiftLeft: shift('i53.shl'), low32: pure('i53.toU32', 'i53'), countTrailingZeros: pure('u32.ctz', 'u32'),
  addressOf: (f, [value]) => f.number(f.b.pure('ref.toI53', f.as(value, 'ref'))),
  asValue: (f, [address]) => f.anything(f.b.pure('ref.toBox', f.b.pure('i53.toRef', f.as(address, 'i53')))),
  isPointer: (f, [value]) => f.bool(f.b.pure('box.isPointer', f.box(value))),
  isNumber: (f, [value]) => f.bool(f.b.pure('box.isNumber', f.box(value))),
  isHole: (f, [value]) => f.bool(f.b.pure('box.isHole', f.box(value))),
  hole: (f) => f.anything(f.b.word('box', 'hole')),
  asNumber: seenAs('f64'), asString: seenAs('ref'), asBoolean: seenAs('bool'), forget: seenAs('box'),
  sameWord: (f, [a, b]) => f.bool(f.b.pure('box.sameWord', f.box(a), f.box(b))),
  f64High: pure('f64.highWord', 'f64'), f64Low: pure('f64.lowWord', 'f64'), f64FromWords: pure('f64.fromWords', 'i32', 'u32'),
  f32Bits: pure('f32.toBits', 'f64'), f32FromBits: pure('f32.fromBits', 'u32'),
  sqrt: pure('f64.sqrt', 'f64'), floor: pure('f64.floor', 'f64'), ceil: pure('f64.ceil', 'f64'), trunc: pure('f64.trunc', 'f64'),
  abs: pure('f64.abs', 'f64'), multiplyHigh: pure('u32.multiplyHigh', 'u32', 'u32'), countLeadingZeros: pure('u32.clz', 'u32'),
  allocate, callEntry, constructEntry,
  builtinShape: (f, _args, i) => f.number(f.b.address(builtinShape(f.program, String(f.literal(i.args[0]))), 'i53')),
  stackBoxes: (f, _args, i) => stackBoxes(f, i),
  keepAlive: (f, [value]) => {
    f.b.keepAlive(f.as(value, 'ref'))
    return { ...f.undefined(), type: UNDEFINED }
  },
  stop: (f, _args, i) => stop(f, i),
  atomsStart: effect('atomsStart'), atomsEnd: effect('atomsEnd'), globalsStart: effect('globalsStart'), globalsEnd: effect('globalsEnd'),
  viewAddress: (f, [view]) => f.number(f.b.load('i53', f.b.pure('ref.toI53', f.as(view, 'ref')), VIEW_ADDRESS)),
  prefetch: effect('prefetch', 'i53'),
  loadDeviceU8: effect('loadDeviceU8', 'i53'), loadDeviceU16: effect('loadDeviceU16', 'i53'), loadDeviceU32: effect('loadDeviceU32', 'i53'),
  storeDeviceU8: effect('storeDeviceU8', 'i53', 'i32'), storeDeviceU16: effect('storeDeviceU16', 'i53', 'i32'),
  storeDeviceU32: effect('storeDeviceU32', 'i53', 'u32'), memoryFence: effect('memoryFence'), randomU32: effect('randomU32'),
  portInU8: effect('portInU8', 'i32'), portOutU8: effect('portOutU8', 'i32', 'i32'),
  syscall: effect('syscall', 'i53', 'i53', 'i53', 'i53', 'i53', 'i53', 'i53'), readTimestamp: effect('readTimestamp'),
  halt: effect('halt', 'i32'), withRegistersSpilled: (f, _args, i) => callSpilled(f, i),
  stackBase: effect('stackBase'), stackPointer: effect('stackPointer'), setStackLimit: effect('setStackLimit', 'i53'),
  bumpCursor: effect('bumpCursor'), bumpLimit: effect('bumpLimit'), setBump: effect('setBump', 'i53', 'i53'),
  processArguments: effect('processArguments'),
}
