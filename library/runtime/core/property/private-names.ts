// What slots that the compiler lays out cannot do as private names, and the running program refuses.

import type { Any } from '../../intrinsics/raw.ts'
import { addressOf, isPointer, loadU32, stop } from '../../intrinsics/raw.ts'
import { HEADER_SHAPE } from '../layout.ts'
import { prototypeOf } from './define.ts'

// SAFETY: classes and constructors are heap objects, and a prototype's address is taken after isPointer.

/**
 * Refuses a class one of whose parents comes of the same class expression (told by its shape): an object that both make would
 * have each private name twice. `heritage` has been found to be a constructor or null.
 */
export function checkPrivateParents(klass: Any, heritage: Any): void {
  let parent = heritage
  while (isPointer(parent)) {
    if (loadU32(addressOf(parent), HEADER_SHAPE) === loadU32(addressOf(klass), HEADER_SHAPE)) {
      stop(78, 'late refusal SK1900: a class with private names extends another evaluation of itself')
    }
    parent = prototypeOf(parent)
  }
}

/** An object that a constructor was given, not made, has the private names of another evaluation of the class already. */
export function refuseSecondBrand(): never {
  return stop(78, 'late refusal SK1900: an object gets the private names of a second evaluation of one class expression')
}

/** An object that a constructor was given, not made, has no room for private names. */
export function refusePrivateNames(): never {
  return stop(78, 'late refusal SK1900: private names are given to an array, a function or another object that no class of the program made')
}
