// push, pop, shift, unshift, splice, fill, copyWithin, reverse, sort: results and effects.
function show(label: string, result: unknown, array: unknown[]): void {
  console.log(label, result, array, array.length)
}

const a = [1, 2, 3, 4, 5, 6]
show('push', a.push(7, 8), a)
show('pop', a.pop(), a)
show('shift', a.shift(), a)
show('unshift', a.unshift(-1, 0), a)
show('splice delete', a.splice(1, 2), a)
show('splice insert', a.splice(2, 0, 90, 91), a)
show('splice replace', a.splice(-2, 1, 'x' as unknown as number), a)
show('splice to end', a.splice(4), a)
show('splice none', (a as any).splice(), a)
show('splice odd arguments', a.splice(-100, NaN, 5), a)
show('reverse', a.reverse() === a, a)
show('fill', a.fill(0, 1, -1), a)
show('copyWithin', [1, 2, 3, 4, 5].copyWithin(0, 3), [1, 2, 3, 4, 5].copyWithin(1, 0, 3))
show('concat', a.concat(9, [10, [11]] as any), a)
show('empty', [[].pop(), [].shift(), [].push()], [])

class Queue<T> {
  private items: T[] = []

  enqueue(...xs: T[]): number {
    return this.items.push(...xs)
  }

  dequeue(): T | undefined {
    return this.items.shift()
  }

  rotate(n: number): void {
    while (n-- > 0) this.items.push(this.items.shift()!)
  }

  list(): readonly T[] {
    return this.items
  }
}
const queue = new Queue<string>()
queue.enqueue('a', 'b', 'c')
queue.rotate(4)
console.log(queue.list(), queue.dequeue(), queue.dequeue(), queue.dequeue(), queue.dequeue(), queue.enqueue())
const long: number[] = []
for (let i = 0; i < 1000; i++) long.unshift(i)
for (let i = 0; i < 500; i++) long.shift()
console.log(long.length, long[0], long[499], long.splice(100, 300).length, long.length, long[100])
const grid = Array.from({ length: 3 }, (_, y) => Array.from({ length: 3 }, (_, x) => y * 3 + x))
const transposed = grid[0].map((_, x) => grid.map((row) => row[x]))
console.log(grid, transposed, grid.flat().reverse(), grid.map((r) => r.toReversed()))
console.log([3, 1, 2].with(1, 9), [1, 2, 3].toSpliced(1, 1, 'x' as any), [3, 1].toSorted(), [1, 2].at(-2))
const like: any = { length: 2, 0: 'zero', 1: 'one' }
console.log(Array.prototype.push.call(like, 'two'), like, Array.prototype.map.call(like, (x: string) => x.length))
console.log(Array.prototype.join.call(like, '+'), Array.from(like), Array.prototype.includes.call('abc', 'b'))
