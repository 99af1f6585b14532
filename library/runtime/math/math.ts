// The Math namespace (ECMA-262 §21.3). Arguments are converted here; the functions behind take numbers. Those that
// come to an instruction or two are generic, so that each call has its own copy, in the representation of its
// arguments.
import {
  countLeadingZeros32, multiplyInt32, numberAbs, numberCeil, numberFloor, numberFround, numberSqrt, numberTrunc,
} from '../intrinsics/mod.ts'
import { exp, expm1 } from './exponential.ts'
import { acosh, asinh, atanh, cosh, sinh, tanh } from './hyperbolic.ts'
import { acos, asin, atan, atan2 } from './inverse.ts'
import { log, log10, log1p, log2 } from './logarithm.ts'
import { pow } from './power.ts'
import { random } from './random.ts'
import { cbrt, hypotOf } from './roots.ts'
import { cos, sin, tan } from './trigonometric.ts'

export const Math = {
  E: 2.718281828459045,
  LN10: 2.302585092994046,
  LN2: 0.6931471805599453,
  LOG10E: 0.4342944819032518,
  LOG2E: 1.4426950408889634,
  PI: 3.141592653589793,
  SQRT1_2: 0.7071067811865476,
  SQRT2: 1.4142135623730951,
  [Symbol.toStringTag]: 'Math',
  abs<V>(x: V): number {
    return numberAbs(+(x as number))
  },
  acos(x: number): number {
    return acos(+x)
  },
  acosh(x: number): number {
    return acosh(+x)
  },
  asin(x: number): number {
    return asin(+x)
  },
  asinh(x: number): number {
    return asinh(+x)
  },
  atan(x: number): number {
    return atan(+x)
  },
  atan2(y: number, x: number): number {
    const first = +y
    return atan2(first, +x)
  },
  atanh(x: number): number {
    return atanh(+x)
  },
  cbrt(x: number): number {
    return cbrt(+x)
  },
  ceil<V>(x: V): number {
    return numberCeil(+(x as number))
  },
  clz32<V>(x: V): number {
    return countLeadingZeros32((x as number) >>> 0)
  },
  cos(x: number): number {
    return cos(+x)
  },
  cosh(x: number): number {
    return cosh(+x)
  },
  exp(x: number): number {
    return exp(+x)
  },
  expm1(x: number): number {
    return expm1(+x)
  },
  floor<V>(x: V): number {
    return numberFloor(+(x as number))
  },
  fround<V>(x: V): number {
    return numberFround(+(x as number))
  },
  hypot(...values: number[]): number {
    for (let i = 0; i < values.length; i++) values[i] = +values[i]
    return hypotOf(values)
  },
  imul<A, B>(a: A, b: B): number {
    const first = (a as number) | 0
    return multiplyInt32(first, (b as number) | 0)
  },
  log(x: number): number {
    return log(+x)
  },
  log10(x: number): number {
    return log10(+x)
  },
  log1p(x: number): number {
    return log1p(+x)
  },
  log2(x: number): number {
    return log2(+x)
  },
  max<V>(...values: V[]): number {
    let result = -Infinity
    for (let i = 0; i < values.length; i++) result = maximum(result, +(values[i] as number))
    return result
  },
  min<V>(...values: V[]): number {
    let result = Infinity
    for (let i = 0; i < values.length; i++) result = minimum(result, +(values[i] as number))
    return result
  },
  pow(x: number, y: number): number {
    const base = +x
    return pow(base, +y)
  },
  random(): number {
    return random()
  },
  round<V>(x: V): number {
    return round(+(x as number))
  },
  sign<V>(x: V): number {
    const value = +(x as number)
    return value > 0 ? 1 : value < 0 ? -1 : value
  },
  sin(x: number): number {
    return sin(+x)
  },
  sinh(x: number): number {
    return sinh(+x)
  },
  sqrt<V>(x: V): number {
    return numberSqrt(+(x as number))
  },
  tan(x: number): number {
    return tan(+x)
  },
  tanh(x: number): number {
    return tanh(+x)
  },
  trunc<V>(x: V): number {
    return numberTrunc(+(x as number))
  },
}

/** The larger of two numbers; NaN if either is, and +0 is larger than -0. */
export function maximum(a: number, b: number): number {
  if (a > b) return a
  if (a < b) return b
  if (a === b) return a === 0 ? a + b : a // the sum of zeros is -0 only where both are
  return NaN
}

/** The smaller of two numbers; NaN if either is, and -0 is smaller than +0. */
export function minimum(a: number, b: number): number {
  if (a < b) return a
  if (a > b) return b
  if (a === b) return a === 0 ? -(-a - b) : a // the negated sum of negated zeros is +0 only where both are
  return NaN
}

/** To the nearest integer, halves up; -0 from -0.5 to -0. */
export function round(x: number): number {
  const up = numberCeil(x)
  return up - 0.5 > x ? up - 1 : up
}
