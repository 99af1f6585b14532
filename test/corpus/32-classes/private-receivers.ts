// Private members of the wrong receivers: other objects, classes, undefined and null.
function t(f: (o: any) => unknown, o: any): void { try { console.log(f(o)) } catch (e) { console.log((e as Error).message) } }
class A { #f: any = 1; #m() { return this.#f } get #g() { return 2 } set #s(v: number) { this.#f = v } static #sf = 1; static #sm() { return 1 }; static get #sg() { return 1 }
 static all = [(o: A) => o.#f, (o: A) => { o.#f = 2 }, (o: A) => o.#m, (o: A) => o.#m(), (o: A) => o.#g, (o: A) => { o.#s = 1 }, (o: typeof A) => o.#sf, (o: typeof A) => o.#sm(), (o: typeof A) => o.#sg, (o: A) => { o.#f++ }, (o: A) => #m in o] }
for (const f of A.all) for (const o of [{}, new A(), A, null, undefined]) t(f as any, o)
