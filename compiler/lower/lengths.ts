// The `length` of functions: the parameters before the first that has a default or takes the rest (ECMA-262 §15.1.5). Some
// built-ins have another than their declaration in the library gives, because they take any number (§18).

import type ts from 'typescript'

const GIVEN: ReadonlyMap<string, number> = new Map([
  ['array/array.Array.concat', 1], ['array/array.Array.push', 1], ['array/array.Array.unshift', 1],
  ['errors/error.Error.captureStackTrace', 2], ['function/function.Function.Function', 1], ['math/math.Math.hypot', 2],
  ['math/math.Math.max', 2], ['math/math.Math.min', 2], ['number/number.Number.Number', 1], ['objects/object.Object.Object', 1],
  ['objects/object.Object.assign', 2], ['objects/object.Object.create', 2], ['text/string.String.String', 1], ['text/string.String.concat', 1],
  ['text/string.String.fromCharCode', 1], ['text/string.String.fromCodePoint', 1], ['typed/typed-array.TypedArray.TypedArray', 0],
].map(([name, length]) => [`skerry:runtime/${name}`, length as number]))

/** `parameters`: without `this`. */
export function lengthOf(symbol: string, parameters: readonly ts.ParameterDeclaration[]): number {
  const counted = parameters.findIndex((one) => one.initializer !== undefined || one.dotDotDotToken !== undefined)
  return GIVEN.get(symbol) ?? (counted < 0 ? parameters.length : counted)
}
