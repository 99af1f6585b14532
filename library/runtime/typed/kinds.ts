// The element kinds of typed arrays: for each, its constructor and how a new view of it is made. Where the receiver's
// kind is known, as it is in nearly every copy of a method, the switches fold.
import type { ViewKind } from '../intrinsics/mod.ts'
import { constructWith, isConstructor, isObject, kindOf, newView, viewKind, viewLength } from '../intrinsics/mod.ts'
import { allocateBuffer } from './allocate.ts'

/** What the methods see: numbers under indices. */
export interface View extends ArrayBufferView { readonly length: number; [index: number]: number }

export function elementSize(kind: ViewKind): number {
  switch (kind) {
    case 'Int16Array': case 'Uint16Array': return 2
    case 'Int32Array': case 'Uint32Array': case 'Float32Array': return 4
    case 'Float64Array': return 8
    default: return 1
  }
}

export function viewOn<K extends ViewKind>(kind: K, buffer: ArrayBuffer, byteOffset: number, length: number): View {
  switch (kind) {
    case 'Int8Array': return newView('Int8Array', buffer, byteOffset, length) as View
    case 'Uint8Array': return newView('Uint8Array', buffer, byteOffset, length) as View
    case 'Uint8ClampedArray': return newView('Uint8ClampedArray', buffer, byteOffset, length) as View
    case 'Int16Array': return newView('Int16Array', buffer, byteOffset, length) as View
    case 'Uint16Array': return newView('Uint16Array', buffer, byteOffset, length) as View
    case 'Int32Array': return newView('Int32Array', buffer, byteOffset, length) as View
    case 'Uint32Array': return newView('Uint32Array', buffer, byteOffset, length) as View
    case 'Float32Array': return newView('Float32Array', buffer, byteOffset, length) as View
    default: return newView('Float64Array', buffer, byteOffset, length) as View
  }
}

export function newOfKind<K extends ViewKind>(kind: K, length: number): View {
  return viewOn(kind, allocateBuffer(length * elementSize(kind)), 0, length)
}

function constructorOf<K extends ViewKind>(kind: K): unknown {
  switch (kind) {
    case 'Int8Array': return Int8Array
    case 'Uint8Array': return Uint8Array
    case 'Uint8ClampedArray': return Uint8ClampedArray
    case 'Int16Array': return Int16Array
    case 'Uint16Array': return Uint16Array
    case 'Int32Array': return Int32Array
    case 'Uint32Array': return Uint32Array
    case 'Float32Array': return Float32Array
    default: return Float64Array
  }
}

/** Whether what methods make of a view is of the plain class of its kind. */
export function isPlain<V extends View>(view: V): boolean {
  return (view.constructor as unknown) === constructorOf(viewKind(view))
}

/** TypedArraySpeciesCreate (§23.2.4.1); at least `length` elements long where that is a number. */
export function speciesCreate(view: View, args: unknown[]): View {
  const constructor: unknown = view.constructor
  let species: unknown
  if (constructor !== undefined) {
    if (!isObject(constructor)) throw new TypeError('object.constructor is not an object')
    species = (constructor as { [Symbol.species]?: unknown })[Symbol.species]
  }
  if (species === undefined || species === null) species = constructorOf(viewKind(view))
  if (!isConstructor(species)) throw new TypeError('object.constructor[Symbol.species] is not a constructor')
  return createFrom(species, args)
}

/** TypedArrayCreateFromCtor (§23.2.4.2) */
export function createFrom(constructor: unknown, args: unknown[]): View {
  const result = constructWith(constructor, args, constructor)
  if (kindOf(result) !== 'view') throw new TypeError('this is not a typed array.')
  if (args.length === 1 && viewLength(result as View) < (args[0] as number)) {
    throw new TypeError('Derived TypedArray constructor created an array which was too small')
  }
  return result as View
}
