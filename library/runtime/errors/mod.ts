// Error objects, and the texts and checks that built-ins throw with.
export { AggregateError } from './aggregate.ts'
export {
  callAggregateError, callError, callEvalError, callRangeError, callReferenceError, callSyntaxError, callTypeError,
  callURIError,
} from './call.ts'
export { callSite, constructorName, describe, describeSymbol } from './describe.ts'
export { Error, errorToString, isErrorObject } from './error.ts'
export { EvalError, RangeError, ReferenceError, SyntaxError, TypeError, URIError } from './native.ts'
export { incompatibleReceiver, notCallable, requireCallable, requireIterable } from './require.ts'
