// Strings that mix Latin-1 and UTF-16 through concatenation, slices, builders, keys and comparison.
class Builder {
  private parts: string[] = []
  private text = ''

  add(s: string): this {
    this.parts.push(s)
    this.text += s
    return this
  }

  build(): [string, boolean] {
    return [this.text, this.text === this.parts.join('')]
  }
}

const builder = new Builder()
for (const s of ['plain ', 'caf\u00e9 ', '\u0141\u00f3d\u017a ', '\u4e2d\u6587 ', 'end']) builder.add(s)
const [text, same] = builder.build()
console.log(text, text.length, same)
console.log(text.slice(0, 6), text.slice(6, 11), text.substring(11, 15), text.slice(-3))
console.log(text.slice(6, 10) === 'caf\u00e9', text.includes('\u6587'), text.indexOf('\u00f3'), text.lastIndexOf(' '))
console.log(text.toUpperCase(), text.toLowerCase(), text.split(' '))

let long = ''
for (let i = 0; i < 2000; i++) long += String.fromCharCode(32 + (i % 90))
long += '\u2603'
console.log(long.length, long.charCodeAt(1999), long.charCodeAt(2000), long.lastIndexOf('z'), long.indexOf('\u2603'))
const cut = long.slice(10, 1990)
long = ''
console.log(cut.length, cut[0], cut.at(-1), cut.slice(5, 10), cut === cut.slice(0))

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
const words = ['zebra', '\u00e9clair', 'apple', '\u4e2d', 'Zoo', 'eclair', '', 'apple pie', '\u00ff', '\u0100']
console.log([...words].sort(), [...words].sort(compare).join() === [...words].sort().join())
const index: Record<string, number> = {}
for (const w of words) index[w] = w.length
for (const w of words) if (index[w.slice(0) + ''] !== w.length) console.log('lost', w)
console.log(index, index['\u4e2d'], index['app' + 'le'])
const repeated = '\u00e9'.repeat(3) + 'x'.repeat(3) + '\u{1f600}'.repeat(2)
console.log(repeated, repeated.length, repeated.replaceAll('x', '\u20ac'), repeated.split('x'), repeated.concat('!', '?'))
let rope = 'a'
for (let i = 0; i < 5; i++) rope = rope + (i % 2 ? '\u03b1' : 'b') + rope
console.log(rope, rope.length, rope.charCodeAt(33), [...new Set(rope)].join(''))
let left = ''
let right = ''
for (let i = 0; i < 10000; i++) {
  left += 'ab'
  right = 'cd' + right
}
console.log(left.length, right.length, left.charAt(9999), right.charAt(10000), (left + right).indexOf('bc'))
