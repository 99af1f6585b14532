// Private members of objects that a constructor was given: classes, objects of its own class, literals; parents put in place later.
class R { constructor(o: object) { return o } }
class S extends R { #x = 1; static has(o: any) { return #x in o } }
class P {}
console.log(S.has(P))
new S(P)
try { new S(P) } catch (e) { console.log((e as Error).message) }
class R2 { constructor(o: any) { console.log(S2.has(o), o.y); return o } }
class S2 extends R2 { #x = 1; y = 2; constructor() { super({}) } static has(o: any) { return #x in o } }
console.log(new S2())
class R3 { constructor(o?: object) { if (o) return o } }
class S3 extends R3 { #x = 1; bump() { return ++this.#x } }
const s = new S3(); s.bump()
try { new S3(s) } catch (e) { console.log((e as Error).message) }
console.log(s.bump())
class S4 extends R3 { get #g() { return 1 } static has(o: any) { return #g in o } static get(o: any) { return o.#g } }
const s4 = new S4(), plain = {}
console.log(S4.has(s4), S4.has(plain))
try { S4.get(plain) } catch (e) { console.log('no') }
new S4(plain)
console.log(S4.get(plain))
class A5 {}
class B5 { constructor() { (this as any).probe() } }
class C5 extends A5 { #x = 1; probe() { try { console.log(this.#x) } catch (e) { console.log((e as Error).message) } } }
Object.setPrototypeOf(C5, B5)
new C5()
const X = class { #m() { return 1 } static call(o: any) { return o.#m() } constructor(o?: any) { try { o.#m() } catch (e) { console.log((e as Error).message) } } }
try { X.call({}) } catch (e) { console.log((e as Error).message) }
new X({})
