// Reading methods and their callbacks' arguments; flat, flatMap, find*, reduce*, indexOf with odd arguments; Array.*.
const words = ['delta', 'alpha', 'charlie', 'bravo', 'alpha']
const calls: string[] = []
words.map((w, i, all) => calls.push(`${w[0]}${i}${all === words}`))
console.log(calls)
console.log(words.indexOf('alpha'), words.lastIndexOf('alpha'), words.indexOf('alpha', 2), words.indexOf('alpha', -1), words.indexOf('zulu'))
console.log(words.find((w) => w.length > 5), words.findIndex((w) => w > 'c'), words.findLast((w) => w < 'c'), words.findLastIndex((w) => w === 'none'))
console.log(words.slice(), words.slice(-2), words.slice(1, -1), words.slice(3, 1), words.slice(NaN, Infinity), words.slice('1' as any))
console.log(words.reduce((acc, w) => acc + w[0], ''), words.reduceRight((acc, w) => acc + w[0]), [5].reduce((a, b) => a + b))
console.log(words.join(), words.join(''), [null, undefined, 1, [2, [3]]].join('-'), [].join(), String([1, [2, 3]]))
console.log([1, [2, [3, [4]]]].flat(), [1, [2, [3, [4]]]].flat(Infinity), [[1], [], [2]].flat(0), words.flatMap((w) => [w.length, w[0]]))
console.log(words.every((w) => w.includes('a')), words.some((w) => w === ''), [].every(() => false), [].some(() => true))
console.log(words.entries().next(), [...words.keys()], Array.of(7, 8), Array.from('abc', (c, i) => c + i), Array.isArray([]), Array.isArray({ length: 0 }))
console.log(Array.from({ length: 3 }), Array.from(new Set([1, 1, 2])), Array.from([1, 2].entries()), Array.from({ length: 2, 0: 'a' }))
class Collection<T> {
  constructor(private readonly items: T[]) {}

  groupBy<K>(key: (x: T) => K): Map<K, T[]> {
    return this.items.reduce((map, x) => {
      const k = key(x)
      return map.set(k, [...(map.get(k) ?? []), x])
    }, new Map<K, T[]>())
  }

  partition(test: (x: T) => boolean): [T[], T[]] {
    return [this.items.filter(test), this.items.filter((x) => !test(x))]
  }

  chunks(n: number): T[][] {
    return this.items.length === 0 ? [] : [this.items.slice(0, n), ...new Collection(this.items.slice(n)).chunks(n)]
  }
}
const collection = new Collection(words)
console.log(collection.groupBy((w) => w.length), collection.partition((w) => w < 'c'), collection.chunks(2))
for (const f of [
  () => [].reduce((a) => a), () => (words as any).map(), () => (words as any).forEach('x'), () => [1].flatMap(null as any),
  () => words.with(9, 'x'), () => Array.from(null as any), () => 'x'.repeat(-1), () => words.find(undefined as any),
]) {
  try {
    console.log(f())
  } catch (e) {
    console.log((e as Error).name, (e as Error).message)
  }
}
const self: unknown[] = [1]
self.push(self)
console.log(self, String([1, 2, [3]]), `${[]}`, [] + '', ([1] as any) == 1, [undefined] + '')
console.log([1, 2, 3].filter(function (this: { min: number }, x) { return x >= this.min }, { min: 2 }))
console.log(words.includes('bravo', 4), [1, 2, 3].includes(NaN), [1, 2, 3].lastIndexOf(3, -5), words.concat().length, words.length)
let grown = 0
const growing = [1, 2, 3]
growing.forEach((x) => {
  grown++
  if (x < 3) growing.push(x + 10)
})
console.log(grown, growing)
