// Spread in calls, arrays, objects, constructors; rest parameters; arguments; getters run once; order of keys.
function stats(...values: number[]): { count: number; max: number; values: number[] } {
  return { count: values.length, max: Math.max(...values), values }
}

class Polygon {
  readonly points: number[]

  constructor(readonly name: string, ...points: number[]) {
    this.points = points
  }

  extended(...more: number[]): Polygon {
    return new Polygon(this.name + '+', ...this.points, ...more)
  }

  get area(): number {
    console.log('area getter')
    return this.points.length
  }
}

const triangle = new Polygon('t', 1, 2, 3)
console.log(triangle, triangle.extended(), triangle.extended(4, ...[5, 6], ...new Set([7, 7])))
console.log(stats(), stats(...[]), stats(3, ...[1, 4], ...triangle.points))
const base = { a: 1, b: { c: 2 }, get computed() { console.log('computed'); return this.a * 10 } }
const copy = { ...base, a: 5, z: 0 }
console.log(copy, copy.b === base.b, Object.getOwnPropertyDescriptor(copy, 'computed')?.value)
console.log({ ...triangle }, { ...(Object('hi') as object) }, { ...[1, , 3] }, { ...(null as any) }, { ...(5 as any) }, { ...(new Map([[1, 2]]) as object) })
console.log([...'ab', ...[1, [2]], ...new Map([['k', 1]]), ...triangle.points.entries()])
console.log(Math.max(...[], 1, ...[2, 3]), String.fromCharCode(...[104, 105]), [].concat(...([[1], [2, [3]]] as any)))

function argumentsCount(this: unknown, ...all: unknown[]): string {
  return all.length + ':' + [...all].join() + ':' + Array.prototype.slice.call(all, 1).length
}
const forward = (...args: unknown[]): string => (argumentsCount as (...a: unknown[]) => string)(...args, ...args)
console.log(forward(), forward(1, 'x'), (argumentsCount as any).apply(null, [1, 2, 3]), (argumentsCount as any).call(null, 9))

class Pipeline<T> {
  constructor(private readonly stages: ((x: T) => T)[] = []) {}

  with(...stages: ((x: T) => T)[]): Pipeline<T> {
    return new Pipeline([...this.stages, ...stages])
  }

  run(x: T): T {
    return this.stages.reduce((acc, f) => f(acc), x)
  }
}
const pipeline = new Pipeline<number>().with((x) => x + 1, (x) => x * 2)
console.log(pipeline.run(3), pipeline.with(Math.sqrt, ...[Math.abs, Math.floor]).run(7))
const merged = Object.assign({}, { b: 1, 2: 'two' }, null, { a: 2, 1: 'one' }, 'xy')
console.log(merged, { ...merged, b: undefined }, Object.keys({ z: 1, ...merged, y: 2 }))
const list = [3, 1, 2]
const sorted = [...list].sort()
const big = Array.from({ length: 200 }, (_, i) => i)
console.log(list, sorted, stats(...big).max, Math.min(...big.map((x) => -x)), [...big].length)
const bound = stats.bind(null, 1, 2)
console.log(bound(3).values, bound.length, bound.name, ((...r: number[]) => r.length)(...list, ...sorted))
