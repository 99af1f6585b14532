// delete of what cannot be deleted throws in strict code; results of delete; delete through any.
class Holder {
  value: any = { deep: { x: 1, y: 2 } }
  static registry: Record<string, Holder> = {}

  constructor(readonly name: string) {
    Holder.registry[name] = this
  }

  static remove(name: string): boolean {
    const had = name in Holder.registry
    delete Holder.registry[name]
    return had
  }

  method(): string {
    return 'method of ' + this.name
  }
}

function attempt(label: string, action: () => unknown): void {
  try {
    console.log(label, action())
  } catch (e) {
    console.log(label, (e as Error).name, (e as Error).message)
  }
}

const holders = ['a', 'b', 'c'].map((n) => new Holder(n))
attempt('remove b', () => Holder.remove('b'))
attempt('remove b again', () => Holder.remove('b'))
attempt('registry', () => Object.keys(Holder.registry))
attempt('delete deep', () => delete holders[0].value.deep.x)
attempt('value', () => holders[0].value)
attempt('delete method of instance', () => delete (holders[0] as any).method)
attempt('method', () => holders[0].method())

const frozen: any = Object.freeze({ a: 1, b: 2 })
attempt('frozen', () => delete frozen.a)
attempt('frozen absent', () => delete frozen.zzz)
const fixed: any = {}
Object.defineProperty(fixed, 'locked', { value: 1, configurable: false, enumerable: true })
attempt('locked', () => delete fixed.locked)
attempt('array length', () => delete ([1, 2] as any).length)
attempt('array element', () => delete ([1, 2] as any)[0])
attempt('string index', () => delete (Object('abc') as any)[0])
attempt('null', () => delete (null as any).x)
attempt('optional', () => delete (undefined as any)?.x)
attempt('function name', () => {
  function named(): void {}
  const before = named.name
  const gone = delete (named as any).name
  return [before, gone, named.name]
})
const order: any = { one: 1, two: 2, three: 3 }
delete order.one
order.one = 'again'
attempt('order', () => JSON.stringify(order))
