// Dictionaries with missing keys: word counting through a function, a class and an array of dictionaries.
class Counter {
  counts: Record<string, number> = {}

  add(word: string): void {
    this.counts[word] = (this.counts[word] || 0) + 1
  }

  get(word: string): number {
    return this.counts[word] ?? -1
  }

  merge(other: Counter): Counter {
    const result = new Counter()
    for (const key in this.counts) result.counts[key] = this.counts[key]
    for (const key in other.counts) result.counts[key] = (result.counts[key] ?? 0) + other.counts[key]
    return result
  }
}

function countAll(words: string[]): Counter {
  const counter = new Counter()
  for (const word of words) counter.add(word)
  return counter
}

const first = countAll('to be or not to be that is the question'.split(' '))
const second = countAll(['be', 'that', 'as', 'it', 'may', 'be'])
const counters: Counter[] = [first, second, first.merge(second)]
for (const counter of counters) {
  console.log(Object.keys(counter.counts).length, counter.get('be'), counter.get('nothing'))
  console.log(counter.counts)
}

const sum: Record<string, number> = {}
console.log(sum['x'] + 1, sum.x, typeof sum.x)
sum.x += 1
console.log(sum.x, 'x' in sum)
sum.y++
console.log(sum.y, Object.keys(sum))

function total(dictionaries: Record<string, number>[], key: string): number {
  let result = 0
  for (const dictionary of dictionaries) result += dictionary[key] || 0
  return result
}
console.log(total(counters.map((c) => c.counts), 'be'), total([{}, { a: 1 }], 'a'), total([], 'z'))

const lists: Record<string, string[]> = {}
for (const word of ['apple', 'avocado', 'banana', 'blueberry', 'cherry']) {
  (lists[word[0]] ||= []).push(word)
}
console.log(lists, lists.z === undefined, lists['z']?.length)
