// Reads past the end are undefined, in numbers, objects, strings and booleans alike, through every path.
class Vector {
  constructor(readonly data: number[]) {}

  get(i: number): number {
    return this.data[i]
  }

  sum(upTo: number): number {
    let s = 0
    for (let i = 0; i <= upTo; i++) s += this.data[i]
    return s
  }

  last(): number | undefined {
    return this.data[this.data.length - 1]
  }
}

const v = new Vector([1, 2, 3])
console.log(v.get(0), v.get(3), v.get(-1), v.get(1.5), v.get(NaN), v.get(1e10))
console.log(v.sum(2), v.sum(3))
console.log(v.last(), new Vector([]).last())
console.log(typeof v.get(5), v.get(5) === undefined, v.get(5) + 1, v.get(5) | 0, -v.get(5))

interface Item {
  name: string
}

function nameAt(items: Item[], i: number): string {
  try {
    return items[i].name
  } catch (e) {
    return (e as Error).message
  }
}

const items: Item[] = [{ name: 'zero' }, { name: 'one' }]
console.log(nameAt(items, 0), nameAt(items, 1))
console.log(nameAt(items, 2))
console.log(items[7]?.name, items.at(-1)?.name, items.at(9))

const text = 'abc'
console.log(text[3], text[0], text[-1], text.charAt(7) === '', text.charCodeAt(9), text.codePointAt(9), text.at(-1))
const flags: boolean[] = [true]
console.log(flags[1], !flags[1], flags[1] === false)
const strings: string[] = ['x']
console.log(strings[1] + '!', `${strings[2]}`)
const bytes = new Uint8Array(2)
bytes[5] = 7
console.log(bytes[5], bytes[2], bytes[-1], bytes.length, bytes)
const matrix: number[][] = [[1, 2], [3]]
console.log(matrix[1][1], matrix[2]?.[0])
try {
  console.log(matrix[2][0])
} catch (e) {
  console.log((e as Error).message)
}
const functions: (() => number)[] = [() => 1]
try {
  console.log(functions[0](), functions[1]())
} catch (e) {
  console.log((e as Error).name, (e as Error).message)
}
const tuple: [number, string] = [1, 'a']
console.log((tuple as unknown as number[])[2])
let holder: number | undefined = v.data[10]
holder = holder === undefined ? -100 : holder
console.log(holder)
