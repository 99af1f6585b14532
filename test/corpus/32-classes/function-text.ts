// What functions and classes give as text: their JavaScript, without types, as the fixed emit lays it out.
enum Color { Red, Green = 4 }

function   spaced<T extends object>(a:number,b?:string):string{return a+(b??'')}

function over(a: string): string
function over(a: number): number
function over(a: unknown): unknown { // with a comment
  return a
}

export async function exported(this: void, x: number, ...rest: readonly string[]): Promise<number> { return x + rest.length }

abstract class Shape<T> {
  declare ghost: string
  protected abstract area(): number
  #secret: number = 1
  constructor(public readonly name: string, private tag?: T) {}
  get secret(): number { return this.#secret }
  static make<U>(): string { return 'made' }
  static async later(): Promise<void> {}
  *[Symbol.iterator](): Generator<T | undefined> { yield this.tag }
  arrow = (x: number): number => x as number
}

export default class Square extends Shape<string> {
  override area(): number { return 0 }
}

const mixin = <B extends new (...args: any[]) => object>(Base: B) => class extends Base { mixed = true }
class Plain {}
class Mixed extends mixin(Plain) {}
class Commented /* (not a call) */ extends Plain { /* { */ }
const Anonymous = class extends mixin(class {}) {}
const object = {
  method(a: number): number { return a },
  get half(): number { return 0.5 },
  ['computed' + 1]<T>(this: object, x: T): T { return x! },
  short: (x: number) => (y: number) => x! + y,
} as Record<string, unknown>

const half = Object.getOwnPropertyDescriptor(object, 'half')!.get
const secret = Object.getOwnPropertyDescriptor(Shape.prototype, 'secret')!.get
const square = new Square('s')
for (const f of [
  spaced, over, exported, Shape, Square, mixin, Plain, Mixed, Commented, Anonymous, object.method, half, object.computed1,
  object.short, (object.short as (x: number) => unknown)(1), Shape.make, Shape.later, Shape.prototype[Symbol.iterator],
  secret, square.area, square.arrow, square.constructor, function <T>(this: T) {}, async <T,>(x: T) => x, (x: number): x is 1 => x === 1,
]) console.log(String(f))
console.log(`${Color.Green} ${spaced}`, Math.max + '', String(Map), String(Plain.prototype.hasOwnProperty))
console.log(spaced.bind(null).toString())
console.log([Shape, Square, Plain, Mixed, Commented, Anonymous, mixin(Plain)], mixin)
console.log(new Mixed(), new Anonymous(), { Mixed })
