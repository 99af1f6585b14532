// new Array(n), holes, and what each method makes of them.
function describe(label: string, a: unknown[]): void {
  let present = ''
  for (let i = 0; i < a.length; i++) present += i in a ? '1' : '0'
  console.log(label, a, a.length, present)
}

describe('new Array(3)', new Array(3))
describe('Array(2)', Array(2))
describe('new Array("3")', new Array('3'))
describe('new Array(1,2)', new Array(1, 2))
describe('literal', [1, , 3])
describe('trailing', [, , 'x', ,])
describe('undefined', [1, undefined, 3])
describe('fill', new Array(3).fill(0))
describe('map of holes', [1, , 3].map((x) => x! * 2))
describe('filter', [1, , 3, undefined].filter(() => true))
describe('from', Array.from([1, , 3]))
describe('spread', [...[1, , 3]])
describe('concat', [1, ,].concat([, 2]))
describe('slice', [1, , 3, ,].slice(1))
describe('sort', [3, , 1, undefined, 2].sort())
describe('reverse', [1, , 3, 4].reverse())
describe('splice', [1, , 3, , 5].splice(1, 3))

class Grid<T> {
  readonly cells: T[]

  constructor(readonly width: number, readonly height: number, make?: (i: number) => T) {
    this.cells = new Array<T>(width * height)
    if (make) for (let i = 0; i < this.cells.length; i++) this.cells[i] = make(i)
  }

  at(x: number, y: number): T {
    return this.cells[y * this.width + x]
  }

  filled(): number {
    let n = 0
    this.cells.forEach(() => n++)
    return n
  }
}

const empty = new Grid<number>(2, 2)
empty.cells[3] = 9
const full = new Grid(3, 2, (i) => i * i)
const grids: Grid<number>[] = [empty, full, new Grid<number>(0, 0)]
for (const grid of grids) console.log(grid.filled(), grid.at(1, 1), grid.at(0, 0), grid.cells)

const holey = [, 1, , 2]
console.log(holey.indexOf(undefined), holey.includes(undefined), holey.findIndex((x) => x === undefined))
console.log(holey.join('-'), String(holey), JSON.stringify(holey))
console.log(holey.reduce((a, b) => a! + b!), holey.some((x) => x === undefined), holey.every((x) => x! > 0))
for (const x of holey) console.log(x)
for (const i in holey) console.log(i)
console.log(holey.keys().next(), [...holey.entries()])
let visited = 0
holey.forEach((_, i) => (visited = visited * 10 + i))
console.log(visited, 0 in holey, 1 in holey)
console.log([1, , undefined, 3], Object.keys([1, , undefined]))
