// Array, and what other built-ins need of its algorithms.
export { Array, callArray } from './array.ts'
export type { Like } from './generic.ts'
export { toLike } from './generic.ts'
export { MAX_LENGTH, relativeEnd, relativeIndex, toIntegerOrInfinity, toLength } from './integers.ts'
export { TimSort } from './tim-sort.ts'
