// Integer-like keys come first, ascending; then strings in insertion order; then symbols.
function keysOf(o: object): string {
  return Object.keys(o).join(',')
}

const o: Record<string | number, number> = {}
o.b = 1
o.a = 2
o[1] = 0
console.log(keysOf(o))
o[10] = 1
o[2] = 2
o['07'] = 3
o['-1'] = 4
o['1.5'] = 5
o[0] = 6
o['4294967294'] = 7
o['4294967295'] = 8
console.log(keysOf(o))
console.log(JSON.stringify(o))
for (const key in o) console.log(key, typeof key)

class Sparse {
  readonly cells: { [index: number]: string } = {}

  put(index: number, text: string): void {
    this.cells[index] = text
  }

  list(): string[] {
    const result: string[] = []
    for (const key in this.cells) result.push(key + '=' + this.cells[key])
    return result
  }
}

const sparse = new Sparse()
for (const i of [30, 4, 100, 1, 22]) sparse.put(i, 'v' + i)
console.log(sparse.list())
console.log(sparse)
sparse.put(4, 'again')
delete sparse.cells[100]
sparse.put(100, 'back')
console.log(sparse.list())

const literal = { z: 1, 2: 'two', a: 3, 1: 'one', [Symbol.iterator]: 0 }
console.log(literal)
console.log(Object.entries(literal), Reflect.ownKeys(literal).length)
const spread = { ...literal, 0: 'zero', m: 1 }
console.log(Object.keys(spread))
const assigned = Object.assign({ q: 0 }, spread, { 5: 5 })
console.log(Object.keys(assigned))
const list: object[] = [o, spread, assigned]
console.log(list.map(keysOf).join(' | '))
