// Parents that are computed: null, a class per call, a class of such a class, one that is replaced before `new`.
class Nothing extends (null as any) {
  static count = 1

  static make(): Nothing {
    return Object.create(Nothing.prototype) as Nothing
  }

  answer(): number {
    return 42
  }
}
console.log(Object.getPrototypeOf(Nothing) === Function.prototype, Object.getPrototypeOf(Nothing.prototype), Nothing.count)
console.log(Nothing.make().answer())

function attempt(make: () => unknown): void {
  try {
    console.log(make())
  } catch (e) {
    console.log((e as Error).name, (e as Error).message)
  }
}
attempt(() => new Nothing())

function derive(parent: any) {
  return class extends parent {
    foo(): string {
      return 'foo of ' + Object.keys(this).join()
    }
  }
}
const FromNull = derive(null)
const FromClass = derive(class P { p = 1 })
attempt(() => new FromNull())
attempt(() => derive(3))
attempt(() => derive(() => 1))
console.log(Object.getPrototypeOf(FromNull) === Function.prototype, Object.getPrototypeOf(FromNull.prototype), new FromClass())
console.log(new FromClass().foo())

class Once extends FromClass {
  q = 2
}
const once = new Once()
console.log(once.foo(), once instanceof FromClass, once instanceof FromNull, Object.getPrototypeOf(Once) === FromClass)

class Base {}
class Heir extends Base {
  x = 1
}
console.log(new Heir())
Object.setPrototypeOf(Heir, {})
attempt(() => new Heir())
Object.setPrototypeOf(Heir, () => 1)
attempt(() => new Heir())
const named = (): number => 1
Object.setPrototypeOf(Heir, named)
attempt(() => new Heir())
class Other {
  y = 2
}
Object.setPrototypeOf(Heir, Other)
console.log(new Heir(), Object.getPrototypeOf(Heir.prototype) === Base.prototype)
class Left {
  left = 1
  both = 'l'
}
class Right {
  both = 'r'
  right = [2]
}
const pick = (n: number): any => (n > 1 ? Left : Right)
class Either extends pick(process.argv.length) {
  own = 3
}
class Neither extends pick(0) {
  own = 4
}
const either: any = new Either()
const neither: any = new Neither()
console.log(either, neither, either.left, neither.left, neither.both, 'right' in either)
