// Number (ECMA-262 §21.1). toLocaleString needs Intl and is not here.
import { kindOf, numberAbs, numberTrunc, primitiveOf, setPrototypeOf, wrapPrimitive } from '../intrinsics/mod.ts'
import { toIntegerOrInfinity } from '../array/integers.ts'
import { numberToString, toExponential, toFixed, toPrecision, toShortestExponential } from './format.ts'
import { parseFloat } from './parse.ts'
import { parseInt } from './parse-int.ts'

const MAX_SAFE_INTEGER = 9007199254740991

export class Number {
  static readonly EPSILON = 2.220446049250313e-16
  static readonly MAX_SAFE_INTEGER = MAX_SAFE_INTEGER
  static readonly MAX_VALUE = 1.7976931348623157e308
  static readonly MIN_SAFE_INTEGER = -MAX_SAFE_INTEGER
  static readonly MIN_VALUE = 5e-324
  static readonly NaN = NaN
  static readonly NEGATIVE_INFINITY = -Infinity
  static readonly POSITIVE_INFINITY = Infinity
  static readonly parseFloat = parseFloat
  static readonly parseInt = parseInt

  /** `new Number(value)`: a wrapper object. */
  constructor(...args: unknown[]) {
    const wrapper = wrapPrimitive(numberCall(...args))
    if (new.target !== Number) setPrototypeOf(wrapper, new.target.prototype)
    return wrapper as Number
  }

  static isFinite<V>(value: V): boolean {
    return typeof value === 'number' && value - value === 0
  }

  static isInteger<V>(value: V): boolean {
    return isIntegral(value)
  }

  static isNaN<V>(value: V): boolean {
    return typeof value === 'number' && value !== value
  }

  static isSafeInteger<V>(value: V): boolean {
    return isIntegral(value) && numberAbs(value as unknown as number) <= MAX_SAFE_INTEGER
  }

  toString(radix: unknown): string {
    const value = thisNumber(this, 'toString')
    if (radix === undefined) return numberToString(value)
    const base = toIntegerOrInfinity(radix)
    if (base < 2 || base > 36) throw new RangeError('toString() radix argument must be between 2 and 36')
    return numberToString(value, base)
  }

  toFixed(fractionDigits: unknown): string {
    const value = thisNumber(this, 'toFixed')
    const digits = toIntegerOrInfinity(fractionDigits)
    if (digits < 0 || digits > 100) throw new RangeError('toFixed() digits argument must be between 0 and 100')
    return numberAbs(value) < 1e21 ? toFixed(value, digits) : numberToString(value)
  }

  toExponential(fractionDigits: unknown): string {
    const value = thisNumber(this, 'toExponential')
    const digits = toIntegerOrInfinity(fractionDigits)
    if (value - value !== 0) return numberToString(value)
    if (digits < 0 || digits > 100) throw new RangeError('toExponential() argument must be between 0 and 100')
    return fractionDigits === undefined ? toShortestExponential(value) : toExponential(value, digits)
  }

  toPrecision(precision: unknown): string {
    const value = thisNumber(this, 'toPrecision')
    if (precision === undefined) return numberToString(value)
    const digits = toIntegerOrInfinity(precision)
    if (value - value !== 0) return numberToString(value)
    if (digits < 1 || digits > 100) throw new RangeError('toPrecision() argument must be between 1 and 100')
    return toPrecision(value, digits)
  }

  valueOf(): number {
    return thisNumber(this, 'valueOf')
  }
}

/** `Number(value)`. */
export function numberCall<V>(...args: V[]): number {
  return args.length === 0 ? 0 : +(args[0] as unknown as number)
}

function isIntegral<V>(value: V): boolean {
  return typeof value === 'number' && value - value === 0 && numberTrunc(value) === value
}

/** ThisNumberValue. */
function thisNumber<V>(value: V, method: string): number {
  if (typeof value === 'number') return value
  if (kindOf(value) === 'primitive') {
    const primitive = primitiveOf(value)
    if (typeof primitive === 'number') return primitive
  }
  throw new TypeError(`Number.prototype.${method} requires that 'this' be a Number`)
}

/** The global function isNaN (ECMA-262 §19.2.3). */
export function isNaN<V>(number: V): boolean {
  const value = +(number as unknown as number)
  return value !== value
}

/** The global function isFinite (ECMA-262 §19.2.2). */
export function isFinite<V>(number: V): boolean {
  const value = +(number as unknown as number)
  return value - value === 0
}
