// An object that another evaluation of the class expression gave its private names gets them again.
class Returning { constructor(o: object) { return o } }
const stamp = (first: number) => class extends Returning {
  #n = first
  static get(o: any): number { return o.#n }
}
const [One, Two] = [stamp(1), stamp(2)]
const o = {}
new One(o)
console.log(One.get(o))
new Two(o) // stops here
console.log(One.get(o), Two.get(o))
