// for await over sync iterables of values and promises, async methods, await in odd places.
class Feed {
  private readonly items: (number | Promise<number>)[] = []

  add(x: number | Promise<number>): this {
    this.items.push(x)
    return this
  }

  *[Symbol.iterator](): Generator<number | Promise<number>> {
    try {
      yield* this.items
    } finally {
      console.log('feed closed')
    }
  }

  async total(): Promise<number> {
    let sum = 0
    for await (const x of this) sum += x
    return sum
  }

  async first(test: (x: number) => boolean): Promise<number | undefined> {
    for await (const x of this) if (test(x)) return x
    return undefined
  }
}

const later = (x: number): Promise<number> => new Promise((r) => setTimeout(r, 1, x))
const feeds = [
  () => new Feed(),
  () => new Feed().add(1).add(later(2)).add(3),
  () => new Feed().add(0).add(Promise.reject(new Error('bad item'))),
]

async function compute(a: number, b: Promise<number>): Promise<number[]> {
  const list = [a, await b, ...(await Promise.all([b, a]))]
  const object = { x: await b, [`k${await b}`]: 1 }
  console.log(object, `${await b} in template`, (await b) > 1 ? await later(100) : 0)
  return list.map((x) => x * 2)
}

class Service {
  #cache = new Map<string, number>()
  static async create(): Promise<Service> {
    await null
    return new Service()
  }

  get = async (key: string, make: () => Promise<number> = async () => key.length): Promise<number> => {
    const hit = this.#cache.get(key)
    if (hit !== undefined) return hit
    const made = await make()
    this.#cache.set(key, made)
    return made
  }
}

for (const make of feeds) {
  try {
    console.log(await make().first((x) => x > 1), await make().total())
  } catch (e) {
    console.log('failed', (e as Error).message)
  }
}
console.log(await compute(1, later(5)))
const service = await Service.create()
console.log(await service.get('abc'), await service.get('abc', async () => 99), await service.get('', () => later(4)))
let turns = 0
const loop = async (n: number): Promise<number> => (n === 0 ? turns : (turns++, await loop(n - 1)))
console.log(await loop(50))
label: for (let i = 0; i < 3; i++) {
  for await (const x of [i, i + 1]) {
    if (x === 2) continue label
    console.log(i, x)
  }
}
const results: string[] = []
await Promise.all(['p', 'q'].map(async (name) => {
  for (let i = 0; i < 2; i++) {
    results.push(name + i)
    await undefined
  }
}))
console.log(results.join())
