// Strings: counting the words of generated texts with split, Map and sort. argv: number of texts.
const SYLLABLES = ['ka', 'lo', 'mi', 'ren', 'su', 'tar', 'vo', 'xi', 'ber', 'dan', 'el', 'fo', 'gri', 'hul', 'in', 'jo']
const WORDS_PER_TEXT = 20000
const VOCABULARY = 3000

interface Entry {
  word: string
  count: number
}

class Random {
  constructor(private state: number) {}

  next(limit: number): number {
    this.state = (Math.imul(this.state, 1664525) + 1013904223) >>> 0
    return Math.floor(this.state / 65536) % limit
  }
}

function makeVocabulary(random: Random): string[] {
  const words: string[] = []
  while (words.length < VOCABULARY) {
    let word = ''
    const length = 1 + random.next(4)
    for (let i = 0; i < length; i++) word += SYLLABLES[random.next(SYLLABLES.length)]
    words.push(word)
  }
  return words
}

/** Small indices are frequent, as in a language. */
function makeText(vocabulary: string[], random: Random): string {
  const words: string[] = []
  for (let i = 0; i < WORDS_PER_TEXT; i++) {
    let word = vocabulary[random.next(1 + random.next(vocabulary.length))]
    if (random.next(12) === 0) word = word[0].toUpperCase() + word.slice(1)
    if (random.next(15) === 0) word += '.'
    words.push(word)
  }
  let text = ''
  for (let i = 0; i < words.length; i++) text += words[i] + (i % 11 === 10 ? '\n' : ' ')
  return text
}

function countWords(text: string, counts: Map<string, number>): number {
  let total = 0
  for (const line of text.split('\n')) {
    for (const raw of line.split(' ')) {
      if (raw === '') continue
      const word = (raw.endsWith('.') ? raw.slice(0, -1) : raw).toLowerCase()
      counts.set(word, (counts.get(word) ?? 0) + 1)
      total++
    }
  }
  return total
}

function ranking(counts: Map<string, number>): Entry[] {
  return [...counts]
    .map(([word, count]) => ({ word, count }))
    .sort((a, b) => b.count - a.count || (a.word < b.word ? -1 : a.word > b.word ? 1 : 0))
}

const texts = Number(process.argv[2] ?? '1')
const random = new Random(2024)
const vocabulary = makeVocabulary(random)
const all = new Map<string, number>()
let total = 0
let distinct = 0
for (let n = 0; n < texts; n++) {
  const counts = new Map<string, number>()
  total += countWords(makeText(vocabulary, random), counts)
  const ranked = ranking(counts)
  distinct += ranked.length
  for (const { word, count } of ranked.slice(0, 100)) all.set(word, (all.get(word) ?? 0) + count)
}
console.log(total, distinct, all.size)
for (const { word, count } of ranking(all).slice(0, 10)) console.log(`${word.padEnd(14)}${String(count).padStart(8)}`)
