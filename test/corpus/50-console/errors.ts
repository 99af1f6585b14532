// console.log of errors: top level and nested, with properties, causes, custom names, no stack.
class AppError extends Error {
  override name = 'AppError'
  constructor(message: string, readonly code: number, readonly details?: object) {
    super(message)
  }
}
class Plain extends TypeError {}
function bare<E extends Error>(e: E): E {
  e.stack = undefined
  return e
}
const noStack = (e: Error): Error => Object.assign(e, { stack: `${e.name}: ${e.message}` })
console.log(noStack(new Error('message')), noStack(new RangeError('range')))
console.log([noStack(new Error('in array'))], { e: noStack(new TypeError('in object')) })
console.log(noStack(new AppError('app', 7, { a: 1 })), noStack(new Plain('plain')))
console.log(noStack(new Error('')), noStack(new Error('two\nlines')), [[noStack(new Error('deep'))]])
console.log(noStack(new Error('with cause', { cause: 'reason' })), noStack(new Error('outer', { cause: noStack(new Error('inner')) })))
console.log(bare(new Error('bare')), [bare(new RangeError('bare range'))])
const errors: unknown[] = []
for (const f of [() => (null as any).x, () => undefinedName(), () => 'x'.repeat(-1), () => JSON.parse('{')]) {
  try {
    f()
  } catch (e) {
    errors.push(e)
  }
}
function undefinedName(): number {
  return later
}
const later = 1
console.log(errors.length, errors.map((e) => (e as Error).name + ': ' + (e as Error).message))
console.log(String(errors[0]), `${errors[0]}`, Object.keys(errors[0] as object), (errors[0] as Error).stack!.split('\n')[0])
console.log(new AggregateError([1, 'two'], 'many').errors, new Error('x').stack!.split('\n')[0], new AppError('y', 1).stack!.split('\n')[0])
