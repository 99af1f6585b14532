// Private fields, methods, accessors, static privates, brand checks, access from other instances.
class Vault {
  #secret: number
  #log: string[] = []
  static #count = 0
  static #registry = new Map<number, Vault>()

  constructor(secret: number) {
    this.#secret = secret
    Vault.#registry.set(++Vault.#count, this)
  }

  #encode(n: number): number {
    this.#log.push('encode ' + n)
    return n ^ 0x55
  }

  get #encoded(): number {
    return this.#encode(this.#secret)
  }

  set #encoded(value: number) {
    this.#secret = value ^ 0x55
  }

  static #make(n: number): Vault {
    return new Vault(n)
  }

  static of(...ns: number[]): Vault[] {
    return ns.map((n) => Vault.#make(n))
  }

  static has(x: unknown): boolean {
    return typeof x === 'object' && x !== null && #secret in x
  }

  static find(id: number): Vault | undefined {
    return Vault.#registry.get(id)
  }

  equals(other: Vault): boolean {
    return this.#secret === other.#secret
  }

  rotate(): number {
    this.#encoded++
    this.#secret += 1
    return this.#encoded
  }

  history(): string[] {
    return this.#log
  }
}

class SubVault extends Vault {
  #secret = 'own secret'

  reveal(): string {
    return this.#secret + ' ' + this.rotate()
  }
}

const vaults = Vault.of(1, 2, 2)
console.log(vaults, vaults[1].equals(vaults[2]), vaults[0].equals(vaults[1]))
console.log(vaults[0].rotate(), vaults[0].rotate(), vaults[0].history())
const sub = new SubVault(9)
console.log(sub.reveal(), sub, Vault.has(sub), Vault.has({}), Vault.has(null), Vault.find(4) === sub, Vault.find(9))
for (const impostor of [{}, Object.create(sub), []] as Vault[]) {
  try {
    console.log(vaults[0].equals(impostor))
  } catch (e) {
    console.log((e as Error).name, (e as Error).message)
  }
}
try {
  Vault.prototype.rotate.call({} as Vault)
} catch (e) {
  console.log((e as Error).message)
}
console.log(Object.keys(sub), JSON.stringify(sub), Object.getOwnPropertyNames(Vault.prototype))
class Counter {
  #n = 0
  inc = (): number => ++this.#n
  static total(list: Counter[]): number {
    return list.reduce((t, c) => t + c.#n, 0)
  }
}
const counters = [new Counter(), new Counter()]
counters[0].inc()
counters[1].inc()
const { inc } = counters[1]
inc()
console.log(Counter.total(counters), counters)
