// Private names beside text that looks like them; constructors that return other objects than this.
class Hidden { #a = 1; get a(): number { return this.#a } }
const o: Record<string, number> = { '#a': 1, b: 2 }
o['#c'] = 3
console.log(o, Object.keys(o), new Hidden().a, JSON.stringify(o))
for (const k in o) console.log(k, o[k])
const log: unknown[] = []
class A { x = 1; constructor() { this.x = 2; log.push(this); return { x: 5 } as A } }
class B extends A { y = this.x + 1 }
console.log(new A(), new B(), log)
class P { #p = 7; constructor(o?: object) { if (o) return o as P } static get(o: P): unknown { return #p in o ? o.#p : 'none' } }
class Q extends P { #q = 9; z = 3; static q(o: Q): unknown { return #q in o ? o.#q : 'none' } }
const lit = { a: 1 }, lit2 = { a: 1 }
console.log(new Q(lit as object), Q.q(lit as unknown as Q), Q.q(lit2 as unknown as Q), lit2, P.get(new P()), Object.keys(lit))
const made = { ['k']: 1, ['m' + 1]: 2 }
class M { o = { ['k']: 1 }; constructor() { this.o = { ['k']: 2 } } }
console.log(made, new M())
