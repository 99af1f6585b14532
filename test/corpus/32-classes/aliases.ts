// Functions that the language has under two names are one.
const [set, map, array] = [Set.prototype, Map.prototype, Array.prototype] as any[]
const typed: any = Object.getPrototypeOf(Uint8Array.prototype)
console.log(set.keys === set.values, set[Symbol.iterator] === set.values, set.entries === set.values, set.keys.name, set[Symbol.iterator])
console.log(map[Symbol.iterator] === map.entries, map[Symbol.iterator].name, map.keys === map.values)
console.log(array[Symbol.iterator] === array.values, array[Symbol.iterator].name)
console.log(typed[Symbol.iterator] === typed.values, typed[Symbol.iterator].name, typed.toString === array.toString)
console.log(Number.parseFloat === parseFloat, Number.parseInt === parseInt, (Number.isNaN as unknown) === isNaN)
const text: any = String.prototype
console.log(text.trimLeft === text.trimStart, text.trimRight === text.trimEnd, text.trimLeft.name, '  a '.trimStart() + '|')
const params: any = URLSearchParams.prototype
console.log(params[Symbol.iterator] === params.entries, params[Symbol.iterator].name, [...new URLSearchParams('a=1&b=2')])
for (const [owner, key] of [[set, 'keys'], [set, Symbol.iterator], [map, Symbol.iterator], [array, Symbol.iterator], [typed, 'toString'], [text, 'trimLeft']]) {
  const { writable, enumerable, configurable, value } = Object.getOwnPropertyDescriptor(owner, key)!
  console.log(key, writable, enumerable, configurable, value)
}
// They are used as before, also once replaced.
const numbers = new Set([3, 1, 2])
console.log([...numbers], [...numbers.keys()], [...new Map([[1, 2]])], [...[5, 6]], `${new Uint8Array([7, 8])}`, Array.from(new Uint8Array(2)))
class Reversed<T> extends Set<T> {
  override *[Symbol.iterator](): SetIterator<T> { yield* [...super.values()].reverse() }
}
console.log([...new Reversed([1, 2, 3])], [...new Reversed([1, 2]).keys()])
