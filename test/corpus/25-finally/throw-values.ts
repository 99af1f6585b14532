// Throwing things that are not errors, custom error classes, cause, rethrow, errors in collections.
class HttpError extends Error {
  constructor(readonly status: number, message?: string) {
    super(message)
    this.name = 'HttpError'
  }

  get fatal(): boolean {
    return this.status >= 500
  }
}

class NotFound extends HttpError {
  override name = 'NotFound'

  constructor(path: string) {
    super(404, `no ${path}`)
  }
}

function thrower(x: unknown): never {
  throw x
}

const thrown: unknown[] = [
  1, 'text', null, undefined, { code: 7 }, [1, 2], new Error('plain'), new HttpError(500, 'boom'), new NotFound('/x'),
  new TypeError('type', { cause: 'why' }), new AggregateError([new Error('a'), 1], 'many'), Symbol('s'),
]
const messages: string[] = []
for (const x of thrown) {
  try {
    thrower(x)
  } catch (e) {
    const same = e === x
    if (e instanceof NotFound) messages.push('notfound ' + e.status + e.fatal + e)
    else if (e instanceof HttpError) messages.push('http ' + e.status + e.fatal + e)
    else if (e instanceof AggregateError) messages.push('aggregate ' + e.errors.length + e)
    else if (e instanceof Error) messages.push(e.name + '|' + e.message + '|' + String(e.cause) + '|' + ('cause' in e))
    else messages.push(typeof e + ' ' + String(e))
    if (!same) messages.push('different!')
  }
}
console.log(messages.join('\n'))

function classify(f: () => void): string {
  try {
    f()
    return 'fine'
  } catch {
    return 'failed'
  } finally {
    messages.length = 0
  }
}
console.log(classify(() => {}), classify(() => thrower(0)), messages.length)

const e = new Error('m')
console.log(Object.keys(e), e.toString(), Object.prototype.toString.call(e), e.name, Object.hasOwn(e, 'message'))
e.name = 'Renamed'
console.log(String(e), Object.keys(e), `${new RangeError()}`, String(new HttpError(1)), new Error().message === '')
console.log(Object.getOwnPropertyNames(new Error('x', { cause: 1 })).filter((k) => k !== 'stack'))
console.log(Error('no new') instanceof Error, TypeError.prototype.name, Object.getPrototypeOf(TypeError) === Error)
function depth(n: number): number {
  try {
    if (n === 0) throw new NotFound('deep')
    return depth(n - 1)
  } catch (err) {
    if (n % 2 === 0 && n < 4) throw new HttpError(n, (err as Error).message + '<' + n)
    throw err
  }
}
try {
  depth(6)
} catch (err) {
  console.log(String(err), (err as HttpError).status)
}
