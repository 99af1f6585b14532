// The nine typed array constructors (ECMA-262 §23.2.5): each differs in its name and element size, which must be literals.
// The view that is made stands in for the object that `new` had ready.
import { defineHidden, kindOf, newView, setPrototypeOf } from '../intrinsics/mod.ts'
import { allocateBuffer } from './allocate.ts'
import { fillFrom, isList, lengthFrom, lengthOn, offsetFrom, valuesFrom } from './construct.ts'
import type { View } from './kinds.ts'
import { TypedArray } from './typed-array.ts'

type Source = number | ArrayBuffer | ArrayLike<number> | Iterable<number>

/** What a list is copied from: a typed array itself, or the values of anything else. */
function elementsFrom<S>(source: S): ArrayLike<number> {
  return kindOf(source) === 'view' ? source as unknown as View : valuesFrom(source as unknown as Iterable<number>)
}

/** Views made for an heir of the class get its prototype. */
function adopt<V>(view: V, newTarget: unknown): V {
  setPrototypeOf(view as unknown as object, (newTarget as { prototype: object }).prototype)
  return view
}

export class Int8Array<E = number> extends TypedArray<E> {
  static readonly BYTES_PER_ELEMENT = 1
  declare readonly BYTES_PER_ELEMENT: number
  static { defineHidden(Int8Array.prototype, 'BYTES_PER_ELEMENT', 1) }

  constructor(source?: Source, byteOffset?: number, length?: number) {
    if (kindOf(source) === 'buffer') {
      const buffer = source as ArrayBuffer
      const offset = offsetFrom(buffer, byteOffset, 1, 'Int8Array')
      super(newView('Int8Array', buffer, offset, lengthOn(buffer, offset, length, 1, 'Int8Array')))
    } else if (isList(source)) {
      const elements = elementsFrom(source)
      super(newView('Int8Array', allocateBuffer(elements.length), 0, elements.length))
      fillFrom(this as unknown as View, elements)
    } else {
      const count = lengthFrom(source)
      super(newView('Int8Array', allocateBuffer(count), 0, count))
    }
    if (new.target !== Int8Array) adopt(this, new.target)
  }
}

export class Uint8Array<E = number> extends TypedArray<E> {
  static readonly BYTES_PER_ELEMENT = 1
  declare readonly BYTES_PER_ELEMENT: number
  static { defineHidden(Uint8Array.prototype, 'BYTES_PER_ELEMENT', 1) }

  constructor(source?: Source, byteOffset?: number, length?: number) {
    if (kindOf(source) === 'buffer') {
      const buffer = source as ArrayBuffer
      const offset = offsetFrom(buffer, byteOffset, 1, 'Uint8Array')
      super(newView('Uint8Array', buffer, offset, lengthOn(buffer, offset, length, 1, 'Uint8Array')))
    } else if (isList(source)) {
      const elements = elementsFrom(source)
      super(newView('Uint8Array', allocateBuffer(elements.length), 0, elements.length))
      fillFrom(this as unknown as View, elements)
    } else {
      const count = lengthFrom(source)
      super(newView('Uint8Array', allocateBuffer(count), 0, count))
    }
    if (new.target !== Uint8Array) adopt(this, new.target)
  }
}

export class Uint8ClampedArray<E = number> extends TypedArray<E> {
  static readonly BYTES_PER_ELEMENT = 1
  declare readonly BYTES_PER_ELEMENT: number
  static { defineHidden(Uint8ClampedArray.prototype, 'BYTES_PER_ELEMENT', 1) }

  constructor(source?: Source, byteOffset?: number, length?: number) {
    if (kindOf(source) === 'buffer') {
      const buffer = source as ArrayBuffer
      const offset = offsetFrom(buffer, byteOffset, 1, 'Uint8ClampedArray')
      super(newView('Uint8ClampedArray', buffer, offset, lengthOn(buffer, offset, length, 1, 'Uint8ClampedArray')))
    } else if (isList(source)) {
      const elements = elementsFrom(source)
      super(newView('Uint8ClampedArray', allocateBuffer(elements.length), 0, elements.length))
      fillFrom(this as unknown as View, elements)
    } else {
      const count = lengthFrom(source)
      super(newView('Uint8ClampedArray', allocateBuffer(count), 0, count))
    }
    if (new.target !== Uint8ClampedArray) adopt(this, new.target)
  }
}

export class Int16Array<E = number> extends TypedArray<E> {
  static readonly BYTES_PER_ELEMENT = 2
  declare readonly BYTES_PER_ELEMENT: number
  static { defineHidden(Int16Array.prototype, 'BYTES_PER_ELEMENT', 2) }

  constructor(source?: Source, byteOffset?: number, length?: number) {
    if (kindOf(source) === 'buffer') {
      const buffer = source as ArrayBuffer
      const offset = offsetFrom(buffer, byteOffset, 2, 'Int16Array')
      super(newView('Int16Array', buffer, offset, lengthOn(buffer, offset, length, 2, 'Int16Array')))
    } else if (isList(source)) {
      const elements = elementsFrom(source)
      super(newView('Int16Array', allocateBuffer(elements.length * 2), 0, elements.length))
      fillFrom(this as unknown as View, elements)
    } else {
      const count = lengthFrom(source)
      super(newView('Int16Array', allocateBuffer(count * 2), 0, count))
    }
    if (new.target !== Int16Array) adopt(this, new.target)
  }
}

export class Uint16Array<E = number> extends TypedArray<E> {
  static readonly BYTES_PER_ELEMENT = 2
  declare readonly BYTES_PER_ELEMENT: number
  static { defineHidden(Uint16Array.prototype, 'BYTES_PER_ELEMENT', 2) }

  constructor(source?: Source, byteOffset?: number, length?: number) {
    if (kindOf(source) === 'buffer') {
      const buffer = source as ArrayBuffer
      const offset = offsetFrom(buffer, byteOffset, 2, 'Uint16Array')
      super(newView('Uint16Array', buffer, offset, lengthOn(buffer, offset, length, 2, 'Uint16Array')))
    } else if (isList(source)) {
      const elements = elementsFrom(source)
      super(newView('Uint16Array', allocateBuffer(elements.length * 2), 0, elements.length))
      fillFrom(this as unknown as View, elements)
    } else {
      const count = lengthFrom(source)
      super(newView('Uint16Array', allocateBuffer(count * 2), 0, count))
    }
    if (new.target !== Uint16Array) adopt(this, new.target)
  }
}

export class Int32Array<E = number> extends TypedArray<E> {
  static readonly BYTES_PER_ELEMENT = 4
  declare readonly BYTES_PER_ELEMENT: number
  static { defineHidden(Int32Array.prototype, 'BYTES_PER_ELEMENT', 4) }

  constructor(source?: Source, byteOffset?: number, length?: number) {
    if (kindOf(source) === 'buffer') {
      const buffer = source as ArrayBuffer
      const offset = offsetFrom(buffer, byteOffset, 4, 'Int32Array')
      super(newView('Int32Array', buffer, offset, lengthOn(buffer, offset, length, 4, 'Int32Array')))
    } else if (isList(source)) {
      const elements = elementsFrom(source)
      super(newView('Int32Array', allocateBuffer(elements.length * 4), 0, elements.length))
      fillFrom(this as unknown as View, elements)
    } else {
      const count = lengthFrom(source)
      super(newView('Int32Array', allocateBuffer(count * 4), 0, count))
    }
    if (new.target !== Int32Array) adopt(this, new.target)
  }
}

export class Uint32Array<E = number> extends TypedArray<E> {
  static readonly BYTES_PER_ELEMENT = 4
  declare readonly BYTES_PER_ELEMENT: number
  static { defineHidden(Uint32Array.prototype, 'BYTES_PER_ELEMENT', 4) }

  constructor(source?: Source, byteOffset?: number, length?: number) {
    if (kindOf(source) === 'buffer') {
      const buffer = source as ArrayBuffer
      const offset = offsetFrom(buffer, byteOffset, 4, 'Uint32Array')
      super(newView('Uint32Array', buffer, offset, lengthOn(buffer, offset, length, 4, 'Uint32Array')))
    } else if (isList(source)) {
      const elements = elementsFrom(source)
      super(newView('Uint32Array', allocateBuffer(elements.length * 4), 0, elements.length))
      fillFrom(this as unknown as View, elements)
    } else {
      const count = lengthFrom(source)
      super(newView('Uint32Array', allocateBuffer(count * 4), 0, count))
    }
    if (new.target !== Uint32Array) adopt(this, new.target)
  }
}

export class Float32Array<E = number> extends TypedArray<E> {
  static readonly BYTES_PER_ELEMENT = 4
  declare readonly BYTES_PER_ELEMENT: number
  static { defineHidden(Float32Array.prototype, 'BYTES_PER_ELEMENT', 4) }

  constructor(source?: Source, byteOffset?: number, length?: number) {
    if (kindOf(source) === 'buffer') {
      const buffer = source as ArrayBuffer
      const offset = offsetFrom(buffer, byteOffset, 4, 'Float32Array')
      super(newView('Float32Array', buffer, offset, lengthOn(buffer, offset, length, 4, 'Float32Array')))
    } else if (isList(source)) {
      const elements = elementsFrom(source)
      super(newView('Float32Array', allocateBuffer(elements.length * 4), 0, elements.length))
      fillFrom(this as unknown as View, elements)
    } else {
      const count = lengthFrom(source)
      super(newView('Float32Array', allocateBuffer(count * 4), 0, count))
    }
    if (new.target !== Float32Array) adopt(this, new.target)
  }
}

export class Float64Array<E = number> extends TypedArray<E> {
  static readonly BYTES_PER_ELEMENT = 8
  declare readonly BYTES_PER_ELEMENT: number
  static { defineHidden(Float64Array.prototype, 'BYTES_PER_ELEMENT', 8) }

  constructor(source?: Source, byteOffset?: number, length?: number) {
    if (kindOf(source) === 'buffer') {
      const buffer = source as ArrayBuffer
      const offset = offsetFrom(buffer, byteOffset, 8, 'Float64Array')
      super(newView('Float64Array', buffer, offset, lengthOn(buffer, offset, length, 8, 'Float64Array')))
    } else if (isList(source)) {
      const elements = elementsFrom(source)
      super(newView('Float64Array', allocateBuffer(elements.length * 8), 0, elements.length))
      fillFrom(this as unknown as View, elements)
    } else {
      const count = lengthFrom(source)
      super(newView('Float64Array', allocateBuffer(count * 8), 0, count))
    }
    if (new.target !== Float64Array) adopt(this, new.target)
  }
}
