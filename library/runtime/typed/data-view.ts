// DataView (ECMA-262 §25.3). The intrinsics read and write little-endian; big-endian swaps bytes.
import {
  bufferLength, kindOf, newBuffer, newView, numberFromWords, numberHighWord, numberLowWord, setPrototypeOf, viewBuffer,
  viewByteOffset, viewLength, viewRead, viewWrite,
} from '../intrinsics/mod.ts'
import { toIntegerOrInfinity } from '../array/integers.ts'
import { describe } from '../errors/describe.ts'
import { incompatibleReceiver } from '../errors/require.ts'

const MAX_SAFE = 9007199254740991

/** Where the bits of a float change between number and word. */
const scratch = newView('DataView', newBuffer(4), 0, 4) as globalThis.DataView

/** The byte offset that an index argument stands for (ToIndex); whether it is within bounds is seen later. */
function offsetOf<I>(view: DataView, index: I, method: string): number {
  if (kindOf(view) !== 'dataview') throw incompatibleReceiver(`DataView.prototype.${method}`, view)
  const offset = toIntegerOrInfinity(index)
  if (offset < 0 || offset > MAX_SAFE) throw outOfBounds()
  return offset
}

function self(view: DataView): globalThis.DataView {
  return view as unknown as globalThis.DataView
}

function checkBounds(view: DataView, offset: number, size: number): void {
  if (offset + size > viewLength(self(view))) throw outOfBounds()
}

function outOfBounds(): RangeError {
  return new RangeError('Offset is outside the bounds of the DataView')
}

function swap16(value: number): number {
  return ((value & 0xff) << 8) | (value >>> 8)
}

function swap32(value: number): number {
  return ((value << 24) | ((value & 0xff00) << 8) | ((value >>> 8) & 0xff00) | (value >>> 24)) >>> 0
}

export class DataView {
  constructor(buffer: ArrayBuffer, byteOffset: number | undefined = undefined, byteLength: number | undefined = undefined) {
    if (kindOf(buffer) !== 'buffer') throw new TypeError('First argument to DataView constructor must be an ArrayBuffer')
    const offset = toIntegerOrInfinity(byteOffset)
    const available = bufferLength(buffer)
    if (offset < 0 || offset > available) {
      throw new RangeError(`Start offset ${describe(byteOffset)} is outside the bounds of the buffer`)
    }
    const length = byteLength === undefined ? available - offset : toIntegerOrInfinity(byteLength)
    if (length < 0 || offset + length > available) throw new RangeError(`Invalid DataView length ${describe(byteLength)}`)
    const view = newView('DataView', buffer, offset, length)
    if (new.target !== DataView) setPrototypeOf(view, (new.target as { prototype: object }).prototype)
    return view as unknown as this
  }

  get buffer(): ArrayBuffer {
    if (kindOf(this) !== 'dataview') throw incompatibleReceiver('get DataView.prototype.buffer', this)
    return viewBuffer(self(this))
  }

  get byteLength(): number {
    if (kindOf(this) !== 'dataview') throw incompatibleReceiver('get DataView.prototype.byteLength', this)
    return viewLength(self(this))
  }

  get byteOffset(): number {
    if (kindOf(this) !== 'dataview') throw incompatibleReceiver('get DataView.prototype.byteOffset', this)
    return viewByteOffset(self(this))
  }

  getInt8(byteOffset: number): number {
    const offset = offsetOf(this, byteOffset, 'getInt8')
    checkBounds(this, offset, 1)
    return viewRead(self(this), 'i8', offset)
  }

  getUint8(byteOffset: number): number {
    const offset = offsetOf(this, byteOffset, 'getUint8')
    checkBounds(this, offset, 1)
    return viewRead(self(this), 'u8', offset)
  }

  getInt16(byteOffset: number, littleEndian: boolean = false): number {
    const offset = offsetOf(this, byteOffset, 'getInt16')
    checkBounds(this, offset, 2)
    if (littleEndian) return viewRead(self(this), 'i16', offset)
    return (swap16(viewRead(self(this), 'u16', offset)) << 16) >> 16
  }

  getUint16(byteOffset: number, littleEndian: boolean = false): number {
    const offset = offsetOf(this, byteOffset, 'getUint16')
    checkBounds(this, offset, 2)
    if (littleEndian) return viewRead(self(this), 'u16', offset)
    return swap16(viewRead(self(this), 'u16', offset))
  }

  getInt32(byteOffset: number, littleEndian: boolean = false): number {
    const offset = offsetOf(this, byteOffset, 'getInt32')
    checkBounds(this, offset, 4)
    if (littleEndian) return viewRead(self(this), 'i32', offset)
    return swap32(viewRead(self(this), 'u32', offset)) | 0
  }

  getUint32(byteOffset: number, littleEndian: boolean = false): number {
    const offset = offsetOf(this, byteOffset, 'getUint32')
    checkBounds(this, offset, 4)
    if (littleEndian) return viewRead(self(this), 'u32', offset)
    return swap32(viewRead(self(this), 'u32', offset))
  }

  getFloat32(byteOffset: number, littleEndian: boolean = false): number {
    const offset = offsetOf(this, byteOffset, 'getFloat32')
    checkBounds(this, offset, 4)
    if (littleEndian) return viewRead(self(this), 'f32', offset)
    viewWrite(scratch, 'u32', 0, swap32(viewRead(self(this), 'u32', offset)))
    return viewRead(scratch, 'f32', 0)
  }

  getFloat64(byteOffset: number, littleEndian: boolean = false): number {
    const offset = offsetOf(this, byteOffset, 'getFloat64')
    checkBounds(this, offset, 8)
    if (littleEndian) return viewRead(self(this), 'f64', offset)
    const high = swap32(viewRead(self(this), 'u32', offset))
    return numberFromWords(high | 0, swap32(viewRead(self(this), 'u32', offset + 4)))
  }

  setInt8(byteOffset: number, value: number): void {
    const offset = offsetOf(this, byteOffset, 'setInt8')
    const number = +value
    checkBounds(this, offset, 1)
    viewWrite(self(this), 'i8', offset, number)
  }

  setUint8(byteOffset: number, value: number): void {
    const offset = offsetOf(this, byteOffset, 'setUint8')
    const number = +value
    checkBounds(this, offset, 1)
    viewWrite(self(this), 'u8', offset, number)
  }

  setInt16(byteOffset: number, value: number, littleEndian: boolean = false): void {
    const offset = offsetOf(this, byteOffset, 'setInt16')
    const number = +value
    checkBounds(this, offset, 2)
    if (littleEndian) {
      viewWrite(self(this), 'i16', offset, number)
      return
    }
    viewWrite(self(this), 'u16', offset, swap16(number & 0xffff))
  }

  setUint16(byteOffset: number, value: number, littleEndian: boolean = false): void {
    const offset = offsetOf(this, byteOffset, 'setUint16')
    const number = +value
    checkBounds(this, offset, 2)
    if (littleEndian) {
      viewWrite(self(this), 'u16', offset, number)
      return
    }
    viewWrite(self(this), 'u16', offset, swap16(number & 0xffff))
  }

  setInt32(byteOffset: number, value: number, littleEndian: boolean = false): void {
    const offset = offsetOf(this, byteOffset, 'setInt32')
    const number = +value
    checkBounds(this, offset, 4)
    if (littleEndian) {
      viewWrite(self(this), 'i32', offset, number)
      return
    }
    viewWrite(self(this), 'u32', offset, swap32(number >>> 0))
  }

  setUint32(byteOffset: number, value: number, littleEndian: boolean = false): void {
    const offset = offsetOf(this, byteOffset, 'setUint32')
    const number = +value
    checkBounds(this, offset, 4)
    if (littleEndian) {
      viewWrite(self(this), 'u32', offset, number)
      return
    }
    viewWrite(self(this), 'u32', offset, swap32(number >>> 0))
  }

  setFloat32(byteOffset: number, value: number, littleEndian: boolean = false): void {
    const offset = offsetOf(this, byteOffset, 'setFloat32')
    const number = +value
    checkBounds(this, offset, 4)
    if (littleEndian) {
      viewWrite(self(this), 'f32', offset, number)
      return
    }
    viewWrite(scratch, 'f32', 0, number)
    viewWrite(self(this), 'u32', offset, swap32(viewRead(scratch, 'u32', 0)))
  }

  setFloat64(byteOffset: number, value: number, littleEndian: boolean = false): void {
    const offset = offsetOf(this, byteOffset, 'setFloat64')
    const number = +value
    checkBounds(this, offset, 8)
    if (littleEndian) {
      viewWrite(self(this), 'f64', offset, number)
      return
    }
    viewWrite(self(this), 'u32', offset, swap32(numberHighWord(number) >>> 0))
    viewWrite(self(this), 'u32', offset + 4, swap32(numberLowWord(number)))
  }

  get [Symbol.toStringTag](): string {
    return 'DataView'
  }
}
