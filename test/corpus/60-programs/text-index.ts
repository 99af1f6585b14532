// An inverted index over small documents: interning, posting lists, ranked queries, memoised closures, a trie.
interface Posting {
  readonly document: number
  readonly positions: number[]
}

class Trie {
  private readonly children = new Map<string, Trie>()
  count = 0
  end = false

  insert(word: string, at = 0): boolean {
    this.count++
    if (at === word.length) {
      const fresh = !this.end
      this.end = true
      return fresh
    }
    let child = this.children.get(word[at])
    if (!child) this.children.set(word[at], (child = new Trie()))
    return child.insert(word, at + 1)
  }

  *words(prefix = '', from = ''): IterableIterator<string> {
    if (prefix !== '') {
      yield* this.children.get(prefix[0])?.words(prefix.slice(1), from + prefix[0]) ?? []
      return
    }
    if (this.end) yield from
    for (const [letter, child] of [...this.children].sort(([a], [b]) => (a < b ? -1 : 1))) yield* child.words('', from + letter)
  }
}

class Interner<K> {
  private readonly ids = new Map<K, number>()
  readonly values: K[] = []

  id(value: K): number {
    let id = this.ids.get(value)
    if (id === undefined) this.ids.set(value, (id = this.values.push(value) - 1))
    return id
  }

  find(value: K): number | undefined {
    return this.ids.get(value)
  }
}

const memoise = <A, R>(f: (a: A) => R): ((a: A) => R) & { hits: () => number } => {
  const known = new Map<A, R>()
  let hits = 0
  const wrapped = (a: A): R => {
    if (known.has(a)) hits++
    else known.set(a, f(a))
    return known.get(a) as R
  }
  return Object.assign(wrapped, { hits: () => hits })
}

class Index {
  private readonly terms = new Interner<string>()
  private readonly postings: Posting[][] = []
  private readonly lengths: number[] = []
  readonly trie = new Trie()
  readonly weight = memoise((term: number) => Math.log(1 + this.lengths.length / (this.postings[term]?.length ?? 1)))

  static *split(text: string): Generator<[string, number]> {
    let word = ''
    let position = 0
    for (const c of text.toLowerCase() + ' ') {
      if ((c >= 'a' && c <= 'z') || c > '\x7f') word += c
      else if (word !== '') {
        yield [word, position++]
        word = ''
      }
    }
  }

  add(text: string): number {
    const document = this.lengths.length
    let length = 0
    for (const [word, position] of Index.split(text)) {
      const term = this.terms.id(word)
      const list = (this.postings[term] ??= [])
      const last = list.at(-1)
      if (last?.document === document) last.positions.push(position)
      else list.push({ document, positions: [position] })
      this.trie.insert(word)
      length++
    }
    this.lengths.push(length)
    return document
  }

  search(query: string, limit = 3): { document: number; score: number }[] {
    const scores = new Float64Array(this.lengths.length)
    for (const [word] of Index.split(query)) {
      const term = this.terms.find(word)
      if (term === undefined) continue
      for (const { document, positions } of this.postings[term]) scores[document] += positions.length / this.lengths[document] * this.weight(term)
    }
    return Array.from(scores, (score, document) => ({ document, score })).filter(({ score }) => score > 0)
      .sort((a, b) => b.score - a.score || a.document - b.document).slice(0, limit)
  }

  phrase(text: string): number[] {
    const lists = [...Index.split(text)].map(([word]) => this.postings[this.terms.find(word) ?? -1] ?? [])
    const [first, ...rest] = lists
    return first.filter(({ document, positions }) => positions.some((start) =>
      rest.every((list, n) => list.find((p) => p.document === document)?.positions.includes(start + n + 1)))).map((p) => p.document)
  }
}

const index = new Index()
const texts = [
  'Seals rest on the skerry; the skerry rests in the sea.',
  'The sea is cold, the seals are not.',
  'A unikernel is a sealed machine: no shell, no users.',
  'Naïve café owners rest, and the machine rests too.',
]
console.log(texts.map((text) => index.add(text)))
for (const query of ['the skerry', 'rest machine', 'CAFÉ', 'nothing here', 'seals seals sea']) {
  console.log(query, index.search(query).map(({ document, score }) => `${document}:${score.toFixed(3)}`))
}
console.log(index.phrase('the sea'), index.phrase('the skerry rests'), index.phrase('rests the'), index.phrase('sealed machine'))
console.log([...index.trie.words('se')], [...index.trie.words('zz')], index.trie.count, index.weight.hits())
console.log([...index.trie.words()].filter((w) => w.length > 5).map((w) => w.toUpperCase()).join('|'))
