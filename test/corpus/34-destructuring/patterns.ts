// Destructuring: nested, defaults, computed keys, rest, holes, swaps, in loops, parameters and catch.
interface Line {
  from: [number, number]
  to: { x: number; y?: number }
  style?: { color?: string; width: number }
}

class Canvas {
  private lines: Line[] = []

  add({ from: [x = 0, y = 0] = [1, 1], to, style: { color = 'black', width } = { width: 1 } }: Partial<Line>): string {
    this.lines.push({ from: [x, y], to: to ?? { x: 0 } })
    return `${x},${y} ${color}/${width}`
  }

  each(f: (line: Line, index: number) => void): void {
    this.lines.forEach(f)
  }
}

const canvas = new Canvas()
console.log(canvas.add({}), canvas.add({ from: [5, 6] }), canvas.add({ from: [7] as unknown as [number, number], style: { width: 2 } }))
console.log(canvas.add({ to: { x: 1, y: 2 }, style: { color: 'red', width: 0 } }))
canvas.each(({ from: [x, y], to: { x: tx, y: ty = x + y } }, i) => console.log(i, x, y, tx, ty))

const [a, , b = 'b', [c, ...d] = [1, 2, 3], ...e] = [1, 2, undefined, undefined, 'r1', 'r2'] as any[]
console.log(a, b, c, d, e)
const key = 'dynamic'
const { [key]: value, [`${key}2`]: other = 'none', ...others } = { dynamic: 1, p: 2, q: { r: 3 } } as Record<string, unknown>
console.log(value, other, others)
const { length } = 'hello'
const { length: arrayLength, 0: first, [1]: second } = ['x', 'y', 'z']
console.log(length, arrayLength, first, second)
const [h, i2, ...j] = 'h\u{1f600}llo'
console.log(h, i2, j)

for (const [name, { age, tags: [tag = 'none'] = [] }] of Object.entries({ ann: { age: 1, tags: ['t'] }, bob: { age: 2 } } as Record<string, { age: number; tags?: string[] }>)) {
  console.log(name, age, tag)
}
for (const { x, ...rest } of [{ x: 1, y: 2, z: 3 }]) console.log(x, rest)
let m = 1
let n = 2
let o = 3
;[m, n, o] = [n, o, m]
console.log(m, n, o)
const target: { p?: number; list: number[] } = { list: [] }
;({ a: target.p, b: target.list[2], ...(target as any).rest } = { a: 10, b: 20, c: 30, d: 40 } as any)
console.log(target)
;[target.list[0], target.list[1] = 5] = [1] as number[]
console.log(target.list)
function sum([x, y]: [number, number], { z = x * y }: { z?: number } = {}): number {
  return x + y + z
}
console.log(sum([2, 3]), sum([2, 3], { z: 0 }), [[1, 2], [3, 4]].map(([p, q]) => p * q))
try {
  throw { code: 7, info: { text: 'thrown' } }
} catch ({ code, info: { text } }: any) {
  console.log(code, text)
}
for (const bad of [undefined, null]) {
  try {
    const { x } = bad as unknown as { x: number }
    console.log(x)
  } catch (err) {
    console.log((err as Error).message)
  }
  try {
    ;(({ inner: { deep } }: any) => deep)({ inner: bad })
  } catch (err) {
    console.log((err as Error).message)
  }
}
let count = 0
const { missing = ++count, present = ++count } = { present: 'here' } as any
console.log(missing, present, count)
const returned = ([m, n] = [100, 200, 300])
console.log(returned, m, n)
const { a: { b: deepB = 'default' } = {}, ...noRest } = { a: { b: null } } as any
console.log(deepB, noRest)
