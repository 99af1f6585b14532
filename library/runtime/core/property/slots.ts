// Where a property's value lies and in which representation: what findOwn (find.ts) found last. Read it at once: any
// allocation or call may look for another property.

import type { Address, Any } from '../../intrinsics/raw.ts'
import {
  asBoolean, asNumber, isHole, isNumber, loadBox, loadF64, loadI32, loadI53, loadOpt, loadU32, loadU8, stop, storeBox,
  storeF64, storeI53, storeOpt, storeU32, storeU8,
} from '../../intrinsics/raw.ts'
import { REP_BOOL, REP_BOX, REP_F64, REP_I32, REP_I53, REP_OPT, REP_REF, REP_U32 } from '../layout.ts'

// SAFETY: a slot's address lies inside a live object, and its representation is the one that the object's shape, array
// kind or PropertyMap has there (findOwn, elements.ts). Storing tests that the value fits the representation, and
// stops otherwise.

/** The slot is no memory but computed: `virtualValue`. */
export const REP_VIRTUAL = 100

export let slotAddress: Address = 0
export let slotRep = 0
export let virtualValue: Any = undefined

export function setSlot(address: Address, rep: number): void {
  slotAddress = address
  slotRep = rep
}

export function setVirtual(value: Any): void {
  slotRep = REP_VIRTUAL
  virtualValue = value
}

/** The value that the last findOwn found; an accessor object where the attributes say so. */
export function foundValue(): Any {
  return slotRep === REP_VIRTUAL ? virtualValue : loadSlot(slotAddress, slotRep)
}

/** A value in memory as a box. Holes come as the hole. */
export function loadSlot(address: Address, rep: number): Any {
  switch (rep) {
    case REP_BOX:
    case REP_REF:
      return loadBox(address, 0)
    case REP_F64:
      return loadF64(address, 0)
    case REP_OPT:
      return loadOpt(address, 0)
    case REP_I32:
      return loadI32(address, 0)
    case REP_U32:
      return loadU32(address, 0)
    case REP_I53:
      return loadI53(address, 0)
    case REP_BOOL:
      return loadU8(address, 0) !== 0
  }
  stop(70, 'a property has an unknown representation')
}

/** Stores a value that the analysis promised to be of this representation. */
export function storeSlot(address: Address, rep: number, value: Any): void {
  if (rep === REP_BOX || rep === REP_REF) {
    storeBox(address, 0, value)
    return
  }
  if (rep === REP_BOOL) {
    if (value !== true && value !== false) stop(70, 'a value is not the boolean that the analysis promised')
    storeU8(address, 0, asBoolean(value) ? 1 : 0)
    return
  }
  if (rep === REP_OPT && (value === undefined || isHole(value))) {
    storeOpt(address, 0, value)
    return
  }
  if (!isNumber(value)) stop(70, 'a value is not the number that the analysis promised')
  storeNumber(address, rep, asNumber(value))
}

function storeNumber(address: Address, rep: number, value: number): void {
  switch (rep) {
    case REP_OPT:
      storeOpt(address, 0, value)
      return
    case REP_F64:
      storeF64(address, 0, value)
      return
    case REP_I32:
      if (value !== (value | 0)) stop(70, 'a number is outside the range that the analysis promised')
      storeU32(address, 0, (value | 0) >>> 0)
      return
    case REP_U32:
      if (value !== value >>> 0) stop(70, 'a number is outside the range that the analysis promised')
      storeU32(address, 0, value >>> 0)
      return
    case REP_I53:
      storeI53(address, 0, value)
      return
  }
  stop(70, 'a property has an unknown representation')
}
