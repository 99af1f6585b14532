// Sort: stability, comparators (inconsistent ones too), default order, undefined last, numbers as strings.
interface Person {
  name: string
  age: number
}

class Team {
  constructor(readonly people: Person[]) {}

  by<K extends keyof Person>(key: K, descending = false): string[] {
    const sign = descending ? -1 : 1
    return this.people
      .slice()
      .sort((a, b) => (a[key] < b[key] ? -sign : a[key] > b[key] ? sign : 0))
      .map((p) => p.name)
  }
}

const team = new Team([
  { name: 'eve', age: 30 }, { name: 'bob', age: 25 }, { name: 'ann', age: 30 }, { name: 'dan', age: 25 }, { name: 'cat', age: 41 },
])
console.log(team.by('age'), team.by('age', true), team.by('name'), team.by('name', true))
console.log([10, 9, 1, 100, -1, -10, 1.5].sort(), [10, 9, 1, 100].sort((a, b) => a - b), [3, 1, 2].sort((a, b) => b - a))
console.log(['b', undefined, 'a', , 'c', undefined].sort(), [true, false, null, 'x', 1, [0], {}].sort())
console.log([3, undefined, 1].sort((a, b) => b! - a!), ['B', 'a', 'C', 'b'].sort(), ['é', 'e', 'z', 'ä'].sort())
console.log([NaN, 3, -0, 0, -1, Infinity, -Infinity].sort((a, b) => a - b), [2, 1].sort(undefined), [5, 3].sort(() => 0))
const many: { key: number; index: number }[] = []
let seed = 12345
for (let i = 0; i < 2000; i++) {
  seed = (Math.imul(seed, 1103515245) + 12345) >>> 0
  many.push({ key: (seed >>> 16) % 50, index: i })
}
many.sort((a, b) => a.key - b.key)
let stable = true
for (let i = 1; i < many.length; i++) {
  if (many[i - 1].key > many[i].key || (many[i - 1].key === many[i].key && many[i - 1].index > many[i].index)) stable = false
}
console.log(stable, many[0], many[1999])
const numbers = many.map((m) => (m.index * 7919) % 2003)
numbers.sort((a, b) => a - b)
console.log(numbers.slice(0, 5), numbers.slice(-3), numbers.every((n, i) => i === 0 || numbers[i - 1] <= n))
console.log([5, 2, 8, 1].sort((a, b) => (a < b) as unknown as number), [1, 2, 3, 4].sort(() => -1), [3, 1, 2].sort((a, b) => String(a) < String(b) ? -1 : 1))
try {
  [1, 2].sort('x' as any)
} catch (e) {
  console.log((e as Error).name, (e as Error).message)
}
try {
  [2, 1].sort(() => { throw new Error('comparator') })
} catch (e) {
  console.log((e as Error).message)
}
const typed = new Float64Array([3, NaN, -0, 0, -5, 2.5]).sort()
console.log(typed, new Int8Array([5, -3, 0]).sort((a, b) => b - a), new Uint8Array([200, 3, 100]).toSorted())
const pairs: [string, number][] = Object.entries({ x: 3, y: 1, z: 2 })
console.log(pairs.sort(([, a], [, b]) => a - b).map(([k]) => k).join(' < '))
console.log(['item10', 'item9', 'Item1', 'item 2', ''].sort(), [[2, 'b'], [1, 'z'], [2, 'a']].sort(), [-1, -2, 5, 10, 1].sort())
