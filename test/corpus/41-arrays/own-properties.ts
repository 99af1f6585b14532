// Properties of an array's own beside its elements: named, computed, copied, under numbers that are no index, hiding inherited ones.
const a = [1, 2]
a.join = () => 'own'
console.log(a.join(), String(a))
const s = Symbol('s')
const b = [1] as number[] & { [s]?: number; foo?: number }
b.foo = 1
b[s] = 2
console.log(b.foo, b[s])
const i = (a as unknown as Record<symbol, unknown>)
i[Symbol.toStringTag] = 'Tag'
console.log(Object.prototype.toString.call(a))
i[Symbol.iterator] = () => 5
console.log(i[Symbol.iterator], typeof a[Symbol.iterator])
const bb = [1] as number[] & { foo?: number; bar?: number; baz?: number }
const key = 'fo' + (Date.now() > 0 ? 'o' : '')
;(bb as unknown as Record<string, number>)[key] = 5
console.log(bb.foo)
const cc = [1] as number[] & { foo?: number }
Object.assign(cc, { foo: 7 })
console.log(cc.foo, cc)
const dd = [1] as number[] & { foo?: number }
Reflect.set(dd, key, 8)
console.log(dd.foo)
const ee = [1]
;(ee as unknown as Record<string, unknown>)['jo' + (Date.now() > 0 ? 'in' : '')] = () => 'own join'
console.log(ee.join(), ee.length)
const gg = [1] as number[] & { foo?: number }
;(gg as unknown as Record<number, number>)[-1] = 3
;(gg as unknown as Record<number, number>)[1.5] = 4
console.log((gg as unknown as Record<string, number>)['-1'], (gg as unknown as Record<string, number>)['1.5'], gg)
const hh = [1] as unknown as Record<symbol, unknown>
const sym = Date.now() > 0 ? Symbol.iterator : Symbol('other')
hh[sym] = function* () { yield 4 }
console.log([...(hh as unknown as number[])])
