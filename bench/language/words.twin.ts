// The mutated twin of words.ts: other names, other order, one more class, other sizes. argv: number of pages.
class Dice {
  private face = 77

  roll(sides: number): number {
    this.face = (Math.imul(this.face, 1664525) + 1013904223) >>> 0
    return Math.floor(this.face / 65536) % sides
  }
}

class Histogram {
  readonly table = new Map<string, number>()

  bump(key: string, by = 1): void {
    this.table.set(key, (this.table.get(key) ?? 0) + by)
  }

  sorted(): Row[] {
    return [...this.table]
      .map(([text, times]) => ({ times, text }))
      .sort((p, q) => q.times - p.times || (p.text < q.text ? -1 : p.text > q.text ? 1 : 0))
  }
}

interface Row {
  times: number
  text: string
}

const PARTS = ['an', 'bo', 'che', 'dro', 'es', 'fin', 'gal', 'hi', 'ja', 'kel', 'lum', 'no', 'or', 'pi', 'qua', 'ro', 'sti']
const LEXICON = 4500
const PAGE = 12000

function tally(page: string, histogram: Histogram): number {
  let seen = 0
  for (const row of page.split('\n')) {
    for (const token of row.split(' ')) {
      if (token === '') continue
      histogram.bump((token.endsWith('!') ? token.slice(0, -1) : token).toLowerCase())
      seen++
    }
  }
  return seen
}

function page(lexicon: string[], dice: Dice): string {
  const tokens: string[] = []
  for (let i = 0; i < PAGE; i++) {
    let token = lexicon[dice.roll(1 + dice.roll(lexicon.length))]
    if (dice.roll(10) === 0) token = token[0].toUpperCase() + token.slice(1)
    if (dice.roll(18) === 0) token += '!'
    tokens.push(token)
  }
  let out = ''
  for (let i = 0; i < tokens.length; i++) out += tokens[i] + (i % 9 === 8 ? '\n' : ' ')
  return out
}

function lexiconOf(dice: Dice): string[] {
  const list: string[] = []
  while (list.length < LEXICON) {
    let token = ''
    const parts = 1 + dice.roll(4)
    for (let i = 0; i < parts; i++) token += PARTS[dice.roll(PARTS.length)]
    list.push(token)
  }
  return list
}

const pages = Number(process.argv[2] ?? '1')
const dice = new Dice()
const lexicon = lexiconOf(dice)
const book = new Histogram()
let seen = 0
let kinds = 0
for (let n = 0; n < pages; n++) {
  const histogram = new Histogram()
  seen += tally(page(lexicon, dice), histogram)
  const rows = histogram.sorted()
  kinds += rows.length
  for (const { text, times } of rows.slice(0, 80)) book.bump(text, times)
}
console.log(seen, kinds, book.table.size)
for (const { text, times } of book.sorted().slice(0, 12)) console.log(`${text.padEnd(14)}${String(times).padStart(8)}`)
