// Texts that grow at their end, in loops, fields and collections; kept prefixes that grow apart; wide pieces after narrow
// ones; parts, keys and comparisons of texts that are still growing.
class Report {
  private text = ''
  private readonly marks: string[] = []

  line(words: string[]): this {
    for (const word of words) this.text += word + ' '
    this.text += '\n'
    if (this.text.length % 7 === 0) this.marks.push(this.text)
    return this
  }

  get size(): number {
    return this.text.length
  }

  marked(): string[] {
    return this.marks
  }

  toString(): string {
    return this.text
  }
}

function sum(text: string): number {
  let hash = 7
  for (let i = 0; i < text.length; i++) hash = (Math.imul(hash, 31) + text.charCodeAt(i)) >>> 0
  return hash
}

const report = new Report()
for (let i = 0; i < 200; i++) report.line([`row ${i}`, 'of', String(i * i), i % 50 === 49 ? '—' : '-'])
console.log(report.size, sum(String(report)), report.marked().length)
console.log(report.marked().map((mark) => `${mark.length}:${sum(mark)}`).join(' '))

// Each kept prefix goes on by itself; none sees what the others got.
const kept: string[] = []
let base = ''
for (let i = 0; i < 400; i++) {
  base += i % 10
  kept.push(base)
}
const branches = kept.map((prefix, i) => prefix + 'x' + i)
const again = branches.map((branch) => branch + '!' + branch.length)
console.log(sum(base), sum(kept.join('|')), sum(branches.join('|')), sum(again.join('|')))
console.log(again[300].slice(290), kept[300].endsWith('0'), kept[399] === base, kept[398] === base)

// As keys: a growing text equals a literal, a joined and a sliced one of the same content.
const counts = new Map<string, number>()
let key = ''
for (let i = 0; i < 300; i++) {
  key += 'ab'
  counts.set(key, i)
}
console.log(counts.get('ab'.repeat(150)), counts.get('ab'.repeat(300).slice(200)), counts.has('ab'.repeat(300) + 'a'), counts.size)
const record: Record<string, number> = {}
for (const [text, n] of counts) if (n % 100 === 0) record[text] = n
console.log(Object.keys(record).map((text) => text.length), record['ab'.repeat(201)], record['ab'.repeat(202)])

// Reading while growing; wide after narrow; a text after itself; pieces that are long, empty or no strings.
let mixed: any = 'start'
for (let i = 0; i < 500; i++) {
  mixed += i % 97 === 0 ? 'Ω' : 'o'
  if (i % 100 === 50) mixed += mixed.slice(0, 40)
  if (i % 200 === 150) mixed += mixed
  if (i % 3 === 0) mixed += ''
  if (i % 125 === 0) mixed += [i, null, { i }]
  if (mixed.charCodeAt(mixed.length - 1) === 0x3a9 && mixed.indexOf('Ω') < 0) console.log('lost')
}
console.log(mixed.length, sum(mixed), mixed.indexOf('Ω'), mixed.lastIndexOf('Ω'), mixed < mixed + 'a', mixed.split('Ω').length)

// A surrogate pair that is put together from two pieces.
let pairs = 'p'.repeat(300)
for (let i = 0; i < 300; i++) pairs += i % 2 === 0 ? '\ud83d' : '\ude00'
console.log(pairs.length, [...pairs].length, pairs.slice(-2), sum(pairs))
