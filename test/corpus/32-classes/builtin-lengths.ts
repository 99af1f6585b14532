// The length and name of what the language of 2024 brings along, without what is refused here; Set.prototype.keys is values.
const missing = new Set([
  'toLocaleString', 'fromAsync', 'prepareStackTrace', 'isRawJSON', 'rawJSON', 'try', 'getOrInsert', 'getOrInsertComputed', 'isError', 'union',
  'intersection', 'difference', 'symmetricDifference', 'isSubsetOf', 'isSupersetOf', 'isDisjointFrom', 'keys',
])
const owners: [string, object][] = [
  ['Array', Array], ['Array.prototype', Array.prototype], ['Object', Object], ['String', String], ['Number', Number],
  ['Number.prototype', Number.prototype], ['JSON', JSON], ['Reflect', Reflect], ['Promise', Promise], ['Promise.prototype', Promise.prototype],
  ['Map.prototype', Map.prototype], ['Set.prototype', Set.prototype], ['Symbol', Symbol], ['Function.prototype', Function.prototype],
  ['Error', Error], ['%TypedArray%.prototype', Object.getPrototypeOf(Uint8Array.prototype) as object],
]
const lines: string[] = []
for (const [name, owner] of owners) {
  for (const key of Object.getOwnPropertyNames(owner).sort()) {
    const value: unknown = Object.getOwnPropertyDescriptor(owner, key)!.value
    if (typeof value === 'function' && !missing.has(key)) lines.push(`${name}.${key} ${value.length} ${value.name}`)
  }
}
console.log(lines.join('\n'))
const globals = {
  parseInt, parseFloat, isNaN, isFinite, encodeURIComponent, decodeURI, setTimeout, queueMicrotask, clearTimeout, Map, Set, Promise, Error, RangeError,
  Array, Object, String, Number, Boolean, Symbol, ArrayBuffer, DataView, Uint8Array,
}
for (const [name, value] of Object.entries(globals)) console.log(name, value.length, value.name)
console.log(Math.max.length, Math.min.length, Math.hypot.length, Math.atan2.length, Math.pow.length, 'x'.concat.length, String.fromCodePoint.length)
const view = DataView.prototype
console.log(view.getInt8.length, view.getInt16.length, view.setFloat64.length, view.getUint32.length, [].map.length, [].push.length)
// Those of a program are counted as it writes them.
const own = [
  (_a: number, _b?: number) => 1, (_a: number, _b = 2, _c?: number) => 2, (..._rest: number[]) => 3, function f(_a: unknown, [_b]: number[], { _c }: { _c: number }) {},
]
console.log(own.map((f) => f.length), class { constructor(readonly a: number, readonly b?: number, readonly c = 1) {} }.length)
