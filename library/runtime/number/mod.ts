// Numbers and booleans: their classes, and the conversions between numbers and text.
export { Boolean, booleanCall } from './boolean.ts'
export { numberToString } from './format.ts'
export { isFinite, isNaN, Number, numberCall } from './number.ts'
export { isWhiteSpace, parseFloat, stringToNumber } from './parse.ts'
export { parseInt } from './parse-int.ts'
