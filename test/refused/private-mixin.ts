// expect: SK1402
// A mixin with private names is applied to what it made itself: each application has private names of its own.
type Constructor = new (...args: any[]) => object

function counted<Base extends Constructor>(base: Base, step: number) {
  return class extends base {
    #count = 0
    next(): number {
      return (this.#count += step)
    }
  }
}

const Once = counted(Object, 1)
const one = new Once()
console.log(one.next(), one.next())
const Other = counted(Map as Constructor, 5)
console.log(new Other().next())
const Twice = counted(Once, 10)
const two = new Twice()
console.log(two.next(), Once.prototype.next.call(two as never))
