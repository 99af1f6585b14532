// `new` on functions that are no constructors, their bound forms included.
const arrow: any = () => 1
const object: any = { method: () => 1, short() { return 1 }, get accessor() { return arrow } }
const bound: any = arrow.bind(null)
const twice: any = bound.bind(1, 2)
async function later(): Promise<void> {}
const candidates: any[] = [arrow, object.short, bound, twice, later, Math.max, parseInt, 'text', 3, undefined]
class Holder {
  constructor(readonly make: any) {}

  attempt(): string {
    try {
      return String(new this.make())
    } catch (e) {
      return `${(e as Error).name}: ${(e as Error).message}`
    }
  }
}
for (const candidate of candidates) console.log(new Holder(candidate).attempt())
try {
  new object.accessor()
} catch (e) {
  console.log((e as Error).message)
}
console.log(bound.name, twice.name, bound(), twice.length)
const bag = new Map<string, any>([['a', arrow], ['b', Holder]])
for (const [name, value] of bag) {
  try {
    console.log(name, new value(1))
  } catch (e) {
    console.log(name, (e as Error).message)
  }
}
