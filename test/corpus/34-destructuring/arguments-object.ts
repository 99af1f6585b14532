// The arguments object of strict code: length, elements, iteration, no alias of the parameters, passing it on.
function count(this: unknown, a?: unknown, b: unknown = 'default'): string {
  const before = arguments.length
  a = 'changed'
  return [before, String(arguments[0]), String(arguments[1]), String(arguments[5]), a, b].join('/')
}
console.log(count(), count(1), count(1, undefined), (count as any)(1, 2, 3, 4, 5, 6))

class Recorder {
  readonly calls: unknown[][] = []

  record(_first?: unknown): number {
    this.calls.push([...arguments])
    const inner = (): number => arguments.length
    return inner()
  }

  static forward(): string {
    return count.apply(null, arguments as unknown as [unknown, unknown])
  }
}
const recorder = new Recorder()
console.log(recorder.record(), recorder.record(1), (recorder.record as any).call(recorder, 1, 'x', null))
console.log(recorder.calls, (Recorder.forward as any)('p', 'q'))
function sum(): number {
  let total = 0
  for (let i = 0; i < arguments.length; i++) total += arguments[i]
  for (const x of arguments) total += x
  return total
}
const variadic = sum as (...ns: number[]) => number
console.log(variadic(), variadic(1, 2, 3), variadic(...[4, 5], 6))
function kinds(): unknown[] {
  arguments[0] = 'written'
  return [typeof arguments, Array.isArray(arguments), Array.from(arguments), Object.prototype.toString.call(arguments), arguments]
}
console.log((kinds as any)('a', 'b'))
console.log(Array.prototype.map.call((function () { return arguments } as any)(1, 2), (x: number) => x * 2))
