// What the kernel put on the initial stack: argc, the arguments, a null, the environment, a null (System V ABI, x86-64
// supplement, §3.4.1).

import type { Address } from '../../runtime/intrinsics/raw.ts'
import { addressOf, loadI53, loadU8, plus, processArguments, shiftLeft } from '../../runtime/intrinsics/raw.ts'
import { STRING_DATA } from '../../runtime/core/layout.ts'
import { decodeUtf8 } from '../../runtime/core/string/utf8.ts'

// SAFETY: the kernel ends both lists on the initial stack with a null and every string with a NUL, and loads go no
// further; argument numbers are below argc by the callers' promise. The name that entries are compared with is a
// static one-byte string of STRESS_NAME_BYTES.

export function argumentCount(): number {
  return loadI53(processArguments(), 0)
}

/** Argument n; 0 is the program's name. */
export function argumentAt(n: number): string {
  return textAt(loadI53(plus(processArguments(), 8 + shiftLeft(n, 3)), 0))
}

/** Address of the n-th `NAME=value`, or 0 after the last. */
export function environmentAddress(n: number): Address {
  return loadI53(plus(processArguments(), 16 + shiftLeft(argumentCount() + n, 3)), 0)
}

export function environmentAt(n: number): string {
  return textAt(environmentAddress(n))
}

function textAt(address: Address): string {
  let length = 0
  while (loadU8(plus(address, length), 0) !== 0) length = length + 1
  return decodeUtf8(address, length)
}

/**
 * The decimal number in `SKERRY_GC_STRESS=n`, 0 without it. Asked before there is a heap: it allocates nothing, and so
 * compares with the name's characters one by one.
 */
export function stressPeriod(): number {
  let n = 0
  let entry = environmentAddress(n)
  while (entry !== 0) {
    if (isStressEntry(entry)) return decimalAt(plus(entry, STRESS_NAME_BYTES))
    n = n + 1
    entry = environmentAddress(n)
  }
  return 0
}

const STRESS_NAME_BYTES = 17

function isStressEntry(entry: Address): boolean {
  const units = plus(addressOf('SKERRY_GC_STRESS='), STRING_DATA)
  for (let i = 0; i < STRESS_NAME_BYTES; i++) if (loadU8(plus(entry, i), 0) !== loadU8(units, i)) return false
  return true
}

function decimalAt(text: Address): number {
  let value = 0
  let at = text
  while (loadU8(at, 0) >= 48 && loadU8(at, 0) <= 57 && value < 100000000) {
    value = value * 10 + loadU8(at, 0) - 48
    at = plus(at, 1)
  }
  return value
}
