// delete on dictionaries, class instances, arrays; re-adding; reading what is gone through the prototype.
class Config {
  host = 'localhost'
  port?: number = 80
  extra: { [key: string]: unknown } = { a: 1, b: [2], c: { d: 3 } }

  reset(): boolean {
    return delete this.port
  }

  get size(): number {
    return Object.keys(this).length
  }
}

function without<T extends object>(o: T, key: keyof T): Partial<T> {
  const copy: Partial<T> = { ...o }
  delete copy[key]
  return copy
}

const config = new Config()
console.log(config.size, config.port)
console.log(config.reset(), config.size, config.port, 'port' in config)
console.log(config)
config.port = 8080
console.log(config, Object.keys(config))
console.log(delete config.extra.a, delete config.extra.nothing, config.extra)
console.log(without(config, 'host'), config.host)
console.log(without({ x: 1, y: 2 }, 'y'))

const configs = [new Config(), new Config(), config]
for (const c of configs) if (c.port === 80) delete c.port
console.log(configs.map((c) => c.port), configs.map((c) => 'port' in c))
console.log(configs.filter((c) => c.port === undefined).length)

const proto = { color: 'red' }
const thing: { color?: string } = Object.create(proto)
thing.color = 'blue'
console.log(thing.color)
delete thing.color
console.log(thing.color, 'color' in thing, Object.hasOwn(thing, 'color'))
delete thing.color
console.log(thing.color)

const array: (number | undefined)[] = [1, 2, 3]
delete array[1]
console.log(array, array.length, 1 in array, array[1])
delete array[2]
console.log(array, array.length)
array[1] = 9
console.log(array, array.map((x) => x))

const cache: Record<string, number> = {}
for (let i = 0; i < 50; i++) cache['k' + i] = i
for (let i = 0; i < 50; i++) if (i % 7 !== 0) delete cache['k' + i]
console.log(cache, Object.keys(cache).length)
for (const key in cache) {
  delete cache[key]
  if (key === 'k7') delete cache.k14
}
console.log(cache)
