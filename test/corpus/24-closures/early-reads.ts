// Module variables and static fields that calls in loops, getters and conversions reach before they are set.
function attempt(label: string, f: () => unknown): void {
  try {
    console.log(label, f())
  } catch (e) {
    console.log(label, (e as Error).name + ': ' + (e as Error).message)
  }
}

const readers: (() => unknown)[] = [() => 1, () => later, () => viaGetter.value, () => `${converted}`, () => +converted]
for (const read of readers) attempt('early', read)
for (let i = 0; i < 2; i++) {
  try {
    if (i === 1) console.log(use(i))
  } catch (e) {
    console.log((e as Error).message)
  } finally {
    attempt('finally', () => last)
  }
}
function use(n: number): number {
  return later + n
}
const viaGetter = { get value(): string { return last } }
attempt('getter', () => viaGetter.value)
const converted = { toString: () => last, valueOf: () => later }
attempt('text', () => `${converted}`)
attempt('sum', () => +converted)
const later = 1
attempt('sum', () => +converted + use(2))
const last = 'last'
for (const read of readers) attempt('late', read)

class Config {
  static snapshot = Config.describe()
  static size = 4
  static label = `size ${Config.size}`
  static twice = Config.size * 2
  static first = (() => this.second)()
  static second = Config.twice + 1
  static #count = 0
  static describe(): string {
    return `${Config.size} ${Config.label} ${typeof Config.twice} ${Object.keys(Config)}`
  }
  static next(): number {
    return ++Config.#count
  }
}
console.log(Config.snapshot, '|', Config.describe(), Config.first, Config.second, Config.next() + Config.next())
