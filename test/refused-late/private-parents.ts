// A class expression with private names, evaluated once more on top of itself.
type Constructor = new () => object
function numbered(base: Constructor): Constructor {
  return class extends base {
    #n = 1
    has(value: object): boolean {
      return #n in value
    }
  }
}
const Once = numbered(Object)
const one = new Once() as { has(value: object): boolean }
console.log(one.has(one), one.has({}))
const Twice = numbered(Once) // stops here
console.log(one.has(new Twice()), (new Twice() as typeof one).has(one))
