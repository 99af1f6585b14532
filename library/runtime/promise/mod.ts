// Promise, the job queue and async functions.
export type { AsyncResume } from './coroutine.ts'
export { AsyncRecord, runAsync } from './coroutine.ts'
export { drainJobs, enqueueMicrotask, hasJobs } from './jobs.ts'
export { evaluateModules } from './module-graph.ts'
export type { PromiseState } from './promise.ts'
export { callPromise, isPromise, Promise, promiseState, promiseValue } from './promise.ts'
export { takeUnhandledRejection } from './rejections.ts'
