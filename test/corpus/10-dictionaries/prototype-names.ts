// Keys that collide with Object.prototype: constructor, toString, __proto__, hasOwnProperty.
const counts: Record<string, any> = {}
for (const word of ['constructor', 'a', 'toString', 'a', 'valueOf']) {
  counts[word] = (counts[word] || 0) + 1
}
console.log(Object.keys(counts))
console.log(counts['a'])
console.log(typeof counts['constructor'], String(counts['constructor']))
console.log(String(counts['toString']).length > 10, typeof counts['hasOwnProperty'])

const safe: Record<string, number> = Object.create(null)
for (const word of ['constructor', 'a', 'toString', 'a', '__proto__', '__proto__']) {
  safe[word] = (safe[word] || 0) + 1
}
console.log(Object.keys(safe), safe.constructor, safe['__proto__'])
console.log(safe)

class Index {
  private readonly entries: { [key: string]: number } = {}

  bump(key: string): this {
    if (Object.prototype.hasOwnProperty.call(this.entries, key)) this.entries[key] += 1
    else this.entries[key] = 1
    return this
  }

  report(): string[] {
    return Object.entries(this.entries).map(([k, v]) => `${k}:${v}`)
  }

  has(key: string): [boolean, boolean] {
    return [key in this.entries, Object.hasOwn(this.entries, key)]
  }
}

function fill(index: Index, words: string[]): Index {
  for (const word of words) index.bump(word)
  return index
}

const index = fill(new Index(), ['constructor', 'x', 'constructor', 'hasOwnProperty', 'x', 'x'])
console.log(index.report())
console.log(index.has('toString'), index.has('constructor'), index.has('y'))

const viaProto: Record<string, unknown> = {}
viaProto['__proto__'] = 5
console.log(Object.keys(viaProto), viaProto['__proto__'] === Object.prototype)
viaProto['__proto__'] = { inherited: 'yes' }
console.log(Object.keys(viaProto), viaProto['inherited'], 'inherited' in viaProto)
const literal = { ['__proto__']: 7 }
console.log(Object.keys(literal), literal['__proto__'])
const map = new Map<string, number>([['__proto__', 1]])
map.set('constructor', (map.get('constructor') ?? 0) + 1)
console.log(map)
