// Iteration: what for-of, for-await, spread and yield* run on, generator objects, and the iterator prototypes.
export { AsyncIteration, asyncIteration } from './async.ts'
export {
  CoroutineRecord, Delegation, delegation, Generator, generatorIteration, GeneratorIteration, makeGenerator,
} from './generator.ts'
export type { Resume } from './generator.ts'
export { ArrayIterator, AsyncIteratorPrototype, IteratorPrototype, StringIterator } from './prototype.ts'
export type { IterationKind } from './prototype.ts'
export {
  ArrayIteration, arrayIteration, ProtocolIteration, protocolIteration, StringIteration, stringIteration,
} from './start.ts'
