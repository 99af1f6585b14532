// Lone surrogates, code points, iteration by code point, comparison by unit.
class Text {
  constructor(readonly value: string) {}

  units(): string[] {
    const out: string[] = []
    for (let i = 0; i < this.value.length; i++) out.push(this.value.charCodeAt(i).toString(16))
    return out
  }

  points(): string[] {
    return [...this.value].map((c) => c.codePointAt(0)!.toString(16))
  }

  reversed(): Text {
    return new Text(this.value.split('').reverse().join(''))
  }
}

const high = '\ud83d'
const low = '\ude00'
const texts = [new Text(high + low), new Text(low + high), new Text('a' + high), new Text(low + 'b'), new Text(high + high + low)]
for (const t of texts) {
  console.log(t.value.length, t.units().join(), t.points().join(), t.value.isWellFormed())
  console.log(t.reversed().units().join(), JSON.stringify(t.value), t.value.toWellFormed().length)
}
console.log((high + low) === '\u{1f600}', high < low, '\uffff' > '\u{10000}', [high, low, '\uffff'].sort().map((s) => s.charCodeAt(0)))

function join(parts: string[]): string {
  let out = ''
  for (const p of parts) out += p
  return out
}
const joined = join([high, low, high, low])
console.log(joined, joined.length, [...joined].length, joined.indexOf(low), joined.slice(1, 3) === low + high)
const map = new Map<string, number>()
for (const unit of joined.split('')) map.set(unit, (map.get(unit) ?? 0) + 1)
console.log(map.size, map.get(high), map.get(low), map.get(joined))
const o: Record<string, number> = { [high]: 1, [low]: 2 }
o[high + low] = 3
console.log(Object.keys(o).map((k) => k.length), o[high], o['\u{1f600}'])
console.log(JSON.stringify(o), JSON.parse('"\\ud83d"') === high, JSON.parse('"\\ud83d\\ude00"') === high + low)
console.log(String.fromCodePoint(0x1f600) === high + low, String.fromCharCode(0xd83d) === high, joined.at(-1) === low)
console.log('\u{1f600}'.codePointAt(0), '\u{1f600}'.codePointAt(1), high.codePointAt(0), 'a\u{1f600}b'.split(''). length)
console.log(new TextEncoder().encode('a' + high + 'b' + low), new TextEncoder().encode(high + low))
console.log(encodeURIComponent('\u{1f600}é'))
try {
  encodeURIComponent(high)
} catch (e) {
  console.log((e as Error).name, (e as Error).message)
}
try {
  String.fromCodePoint(0x110000)
} catch (e) {
  console.log((e as Error).name, (e as Error).message)
}
console.log('\u{1f600}x'.padStart(6, '\u{1f601}').length)
console.log([high], { key: low }, 'quote\'s', ['it\'s', 'say "x"', `a'b"c`], ['\u0001\n\x7f'], high)
