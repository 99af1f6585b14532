// ArrayBuffer (ECMA-262 §25.1), of fixed length.
import {
  bufferLength, constructWith, isConstructor, isObject, kindOf, newView, setPrototypeOf, viewCopyBytes,
} from '../intrinsics/mod.ts'
import { relativeEnd, relativeIndex, toIntegerOrInfinity } from '../array/integers.ts'
import { incompatibleReceiver } from '../errors/require.ts'
import { allocateBuffer } from './allocate.ts'

const MAX_SAFE = 9007199254740991
/** What the intrinsics know the same object as. */
type Bytes = globalThis.ArrayBuffer

export class ArrayBuffer {
  constructor(length: number) {
    const byteLength = toIntegerOrInfinity(length)
    if (byteLength < 0 || byteLength > MAX_SAFE) throw new RangeError('Invalid array buffer length')
    const buffer = allocateBuffer(byteLength)
    if (new.target !== ArrayBuffer) setPrototypeOf(buffer, (new.target as { prototype: object }).prototype)
    return buffer as unknown as this
  }

  static isView(value: unknown): boolean {
    const kind = kindOf(value)
    return kind === 'view' || kind === 'dataview'
  }

  static get [Symbol.species](): unknown {
    return this
  }

  get byteLength(): number {
    if (kindOf(this) !== 'buffer') throw incompatibleReceiver('get ArrayBuffer.prototype.byteLength', this)
    return bufferLength(this as unknown as Bytes)
  }

  slice(start: number, end: number): Bytes {
    if (kindOf(this) !== 'buffer') throw incompatibleReceiver('ArrayBuffer.prototype.slice', this)
    const buffer = this as unknown as Bytes
    const length = bufferLength(buffer)
    const first = relativeIndex(start, length)
    const last = relativeEnd(end, length)
    const count = last > first ? last - first : 0
    const result = sliceTarget(buffer, count)
    const from = newView('Uint8Array', buffer, first, count)
    viewCopyBytes(newView('Uint8Array', result, 0, count), 0, from, 0, count)
    return result
  }

  get [Symbol.toStringTag](): string {
    return 'ArrayBuffer'
  }
}

/** The buffer that slice fills: of the species of its receiver (§25.1.6.7). */
function sliceTarget(buffer: Bytes, byteLength: number): Bytes {
  const constructor: unknown = buffer.constructor
  if (constructor === ArrayBuffer || constructor === undefined) return allocateBuffer(byteLength)
  if (!isObject(constructor)) throw new TypeError('object.constructor is not an object')
  const species: unknown = (constructor as { [Symbol.species]?: unknown })[Symbol.species]
  if (species === undefined || species === null) return allocateBuffer(byteLength)
  if (!isConstructor(species)) throw new TypeError('object.constructor[Symbol.species] is not a constructor')
  const result = constructWith(species, [byteLength], species)
  if (kindOf(result) !== 'buffer') throw incompatibleReceiver('ArrayBuffer.prototype.slice', result)
  if (result === buffer) throw new TypeError('ArrayBuffer subclass returned this from species constructor')
  if (bufferLength(result as Bytes) < byteLength) {
    throw new TypeError('Species constructor returned a too small ArrayBuffer')
  }
  return result as Bytes
}
