const [first, second, ...rest] = [1, 2, 3, 4, 5]
console.log(first, second, rest)
const { a, b: renamed, c = 'default' }: { a: number; b: string; c?: string } = { a: 1, b: 'two' }
console.log(a, renamed, c)

function show({ x, y = 10 }: { x: number; y?: number }): string {
  return `${x}/${y}`
}
console.log(show({ x: 1 }), show({ x: 2, y: 3 }))

let p = 1
let q = 2
;[p, q] = [q, p]
console.log(p, q)
const merged = { ...{ a: 1, b: 2 }, b: 3 }
console.log(merged)
console.log(Math.max(...[4, 9, 2]))
