// Objects that look alike in memory and differ in the functions that their properties hold: methods, bound functions,
// getters, methods of two classes with one name, and values that are a string or an object with the string's methods.
interface Caller {
  id: number
  speak(greeting: string): string
}

function free(this: { id: number }, greeting: string): string {
  return `${greeting} from free ${this.id}`
}

const bound: Caller = { id: 6, speak: free.bind({ id: 60 }) }
const callers: Caller[] = [{ id: 5, speak: free }, bound, { id: 7, speak: (greeting) => greeting + '?' }]
for (const caller of callers) console.log(caller.speak('hi'))

let reads = 0
function counted(base: number): { value: number; twice(): number } {
  let n = base
  return {
    get value() {
      reads++
      return n++
    },
    twice: () => n * 2,
  }
}
const fixed = {
  get value(): number {
    return 1000
  },
  twice: (): number => 2000,
}
const settable = {
  held: 1,
  get value(): number {
    return this.held
  },
  set value(v: number) {
    this.held = v * 10
  },
}
const logged = {
  held: 2,
  get value(): number {
    return -this.held
  },
  set value(v: number) {
    this.held = v * 100
  },
}
for (const o of [counted(1), fixed, counted(50)]) console.log(o.value, o.value, o.twice())
for (const o of [settable, logged]) {
  o.value = 3
  o.value += 1
  console.log(o.value, o.held)
}
console.log(reads)

class Box<T> {
  constructor(private readonly items: T[]) {}

  map<U>(f: (x: T) => U): Box<U> {
    return new Box(this.items.map(f))
  }

  show(): string {
    return this.items.join('|')
  }
}
class Maybe<T> {
  constructor(private readonly value: T | undefined) {}

  map<U>(f: (x: T) => U): Maybe<U> {
    return this.value === undefined ? new Maybe<U>(undefined) : new Maybe(f(this.value))
  }

  show(): string {
    return String(this.value)
  }
}
const boxes = [new Box([1, 2]).map((n) => n + 0.5).show(), new Box(['a', 'b']).map((s) => s.length).show()]
const maybes = [new Maybe('x').map((s) => s + '!').show(), new Maybe<number>(undefined).map((n) => n + 1).show()]
console.log(boxes, maybes)

const shortened: any[] = ['string', new String('wrapped'), [1, 2, 3, 4], { slice: (a: number, b: number) => `own ${a} ${b}` }]
for (const v of shortened) console.log(v.slice(1, 3))
const words: unknown = ['pear', 'apple', 'fig']
console.log((words as string[]).sort(), ['b', 'a'].toSorted(), 7 as any === '7')
for (const v of [12, true, 'str', Symbol.iterator] as any[]) console.log(v.toString().length)
