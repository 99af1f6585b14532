// Writes past the end, in a loop and by accident; then reads in numeric code.
function fibonacci(n: number): number[] {
  const f: number[] = []
  f[0] = 0
  f[1] = 1
  for (let i = 2; i < n; i++) f[i] = f[i - 1] + f[i - 2]
  return f
}

console.log(fibonacci(12))

class Ring {
  private readonly slots: (string | undefined)[] = []
  private next = 0

  constructor(private readonly capacity: number) {}

  put(text: string): void {
    this.slots[this.next % this.capacity] = text
    this.next++
  }

  read(back: number): string | undefined {
    return this.slots[(this.next - 1 - back) % this.capacity]
  }
}

const ring = new Ring(3)
console.log(ring.read(0))
for (const text of ['a', 'b', 'c', 'd', 'e']) ring.put(text)
console.log(ring.read(0), ring.read(1), ring.read(2), ring.read(7))

const histogram: number[] = []
for (const n of [3, 1, 3, 7, 3, 1]) histogram[n] = (histogram[n] || 0) + 1
console.log(histogram, histogram.length)
console.log(histogram.reduce((a, b) => a + b, 0))
let total = 0
for (let i = 0; i < histogram.length; i++) total += histogram[i] ?? 0
console.log(total)
let nan = 0
for (let i = 0; i < histogram.length; i++) nan += histogram[i]
console.log(nan)

const triangle: number[][] = []
for (let row = 0; row < 6; row++) {
  triangle[row] = []
  for (let i = 0; i <= row; i++) {
    triangle[row][i] = (triangle[row - 1]?.[i - 1] ?? 0) + (triangle[row - 1]?.[i] ?? 0) || 1
  }
}
console.log(triangle.map((r) => r.join(' ')).join('\n'))

const objects: { id: number }[] = []
objects[2] = { id: 2 }
objects[0] = { id: 0 }
console.log(objects, objects.map((o) => o.id), objects.findLast((o) => o === undefined))
const memo = new Map<string, number[]>()
function at(key: string, i: number): number {
  let list = memo.get(key)
  if (!list) memo.set(key, (list = []))
  return (list[i] ??= key.length * i)
}
console.log(at('ab', 3), at('ab', 3), at('abc', 1), memo)
