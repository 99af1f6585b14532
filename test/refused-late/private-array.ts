// Private names for an array, which has no room for them.
class Returning { constructor(o: object) { return o } }
class Stamp extends Returning {
  #x = 1
  static has(o: any): boolean { return #x in o }
  static get(o: any): number { return o.#x }
}
const list = [1, 2, 3]
console.log(Stamp.has(list))
new Stamp(list) // stops here
console.log(Stamp.has(list), Stamp.get(list))
