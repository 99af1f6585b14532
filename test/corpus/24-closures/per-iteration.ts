// Each iteration of a let loop has its own binding; var has one; closures see updates.
const fs: (() => number)[] = []
for (let i = 0; i < 3; i++) fs.push(() => i)
console.log(fs.map((f) => f()))

const gs: (() => number)[] = []
for (var v = 0; v < 3; v++) gs.push(() => v)
console.log(gs.map((g) => g()))

const hs: { get(): number; inc(): void }[] = []
for (let i = 0; i < 6; i += 2) {
  hs.push({ get: () => i, inc: () => i++ })
  if (i === 2) i++
}
console.log(hs.map((h) => h.get()))
hs[1].inc()
hs[1].inc()
console.log(hs.map((h) => h.get()))

const ks: (() => string)[] = []
for (const key in { a: 1, b: 2 }) ks.push(() => key)
for (const value of ['x', 'y']) ks.push(() => value)
for (const [k, n] of new Map([['m', 1], ['n', 2]])) ks.push(() => k + n)
console.log(ks.map((k) => k()))

class Button {
  private handlers: ((n: number) => void)[] = []

  onClick(f: (n: number) => void): void {
    this.handlers.push(f)
  }

  click(n: number): void {
    this.handlers.forEach((f) => f(n))
  }
}

const button = new Button()
const totals: number[] = []
for (let i = 0; i < 3; i++) {
  let total = 0
  button.onClick((n) => {
    total += n * (i + 1)
    totals[i] = total
  })
}
button.click(1)
button.click(10)
console.log(totals)

let j = 10
const captured: (() => number)[] = []
while (j-- > 7) {
  const square = j * j
  captured.push(() => square + j)
}
console.log(captured.map((c) => c()), j)

function makeAdders(ns: number[]): Record<string, (x: number) => number> {
  const result: Record<string, (x: number) => number> = {}
  for (const n of ns) result['add' + n] = (x) => x + n
  return result
}
const adders = makeAdders([1, 5])
console.log(adders.add1(1), adders.add5(1), Object.keys(adders))
for (let i = 0, inner = () => i; i < 2; i++) {
  console.log(i, inner())
}
const deep = (a: number) => (b: number) => (c: number) => (a = a + b + c)
const d = deep(1)(2)
console.log(d(3), d(3))
