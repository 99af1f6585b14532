// Growing by index, length assignment, far indices, holes made by a write.
class Stack<T> {
  private items: T[] = []

  push(x: T): number {
    this.items[this.items.length] = x
    return this.items.length
  }

  pop(): T | undefined {
    if (this.items.length === 0) return undefined
    const x = this.items[this.items.length - 1]
    this.items.length--
    return x
  }

  raw(): T[] {
    return this.items
  }
}

const stack = new Stack<number>()
for (let i = 0; i < 5; i++) stack.push(i * 1.5)
console.log(stack.pop(), stack.pop(), stack.raw())
stack.raw()[6] = 42
console.log(stack.raw(), stack.raw().length, 4 in stack.raw())
console.log(stack.pop(), stack.pop(), stack.raw())

function set(a: number[], i: number, v: number): number {
  a[i] = v
  return a.length
}

const arrays: number[][] = [[], [1], [1, 2, 3]]
for (const a of arrays) console.log(set(a, 3, 7), a)
const far: number[] = []
console.log(set(far, 1000000, 1), far.length, far[999999], far[1000000])
far.length = 3
console.log(far)
far.length = 0
console.log(far, far[0])
console.log(set(far, 4294967294, 5), far.length)
far.length = 2
console.log(far.length, Object.keys(far))

const a = [1, 2, 3, 4, 5]
a.length = 3
a.length = 5
console.log(a, a[3], 3 in a)
try {
  a.length = -1
} catch (e) {
  console.log((e as Error).name, (e as Error).message)
}
try {
  console.log(new Array(-5))
} catch (e) {
  console.log((e as Error).name, (e as Error).message)
}
try {
  console.log(new Array(1.5))
} catch (e) {
  console.log((e as Error).name, (e as Error).message)
}
const sieve = new Array<boolean>(30)
for (let i = 2; i < 30; i++) {
  if (sieve[i]) continue
  for (let j = i * i; j < 30; j += i) sieve[j] = true
}
const primes: number[] = []
for (let i = 2; i < 30; i++) if (!sieve[i]) primes.push(i)
console.log(primes, sieve.length, 2 in sieve, 4 in sieve)
;(a as any)['-1'] = 'negative'
;(a as any)[1.5] = 'fraction'
;(a as any)['01'] = 'padded'
console.log(a, a.length, Object.keys(a))
