// Functions as constructors: their prototype objects, new.target, and what new refuses.
function Point(this: any, x: number, y: number) {
  this.x = x
  this.y = y
}
Point.prototype.sum = function () { return this.x + this.y }
const P = Point as any
const p = new P(1, 2)
console.log(p, p.sum(), p instanceof P, Object.keys(p), p.constructor === P)
const other: any = function (this: any) { return { own: true } }
console.log(new other())
const values: any[] = [function (this: any) { this.made = new.target !== undefined }, 1, 'x']
console.log(new values[0](), new (values[0] as any)())
try { const v: any = values; new v[1]() } catch (e: any) { console.log(e.message) }
try { const arrow: any = () => 1; new arrow() } catch (e: any) { console.log(e.message) }
function Animal(this: any, name: string) { this.name = name }
Animal.prototype = { speak() { return this.name + '!' } }
const a = new (Animal as any)('rex')
console.log(a.speak(), a)
