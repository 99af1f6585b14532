// Hashes of keys: equal by SameValueZero means equal hashes. Deterministic: objects hash by an identity that the runtime
// numbers, and nothing that a program sees depends on a hash anyway (entries keep the order of insertion).
import { identityHash, multiplyInt32, numberHighWord, numberLowWord, stringHash } from '../intrinsics/mod.ts'

const HASH_MASK = 0x7fffffff
const GOLDEN = 0x9e3779b1 // 2^32 / the golden ratio: spreads runs and multiples over all bits
const HASH_UNDEFINED = 1
const HASH_NULL = 2
const HASH_FALSE = 3
const HASH_TRUE = 4
const HASH_NAN = 5

/** 0 … 2^31−1. One copy for each kind of key: for a map with string keys this is the string's cached hash. */
export function hashOf<K>(key: K): number {
  if (typeof key === 'string') return mix(stringHash(key))
  if (typeof key === 'number') return hashNumber(key)
  if (typeof key === 'object' || typeof key === 'function') return key === null ? HASH_NULL : mix(identityHash(key))
  if (typeof key === 'boolean') return key ? HASH_TRUE : HASH_FALSE
  if (typeof key === 'symbol') return mix(identityHash(key))
  return HASH_UNDEFINED
}

function hashNumber(key: number): number {
  const integer = key | 0
  if (integer === key) return mix(integer) // −0 is 0 here
  if (key !== key) return HASH_NAN
  return mix(numberLowWord(key) ^ multiplyInt32(numberHighWord(key), 31))
}

function mix(bits: number): number {
  const product = multiplyInt32(bits, GOLDEN)
  return (product ^ (product >>> 15)) & HASH_MASK
}
