// Wrapper objects of strings have a length and characters; other wrappers have none.
const w: any = new String('boxed'), n: any = Object(5), o = Object('abc')
console.log(w.length, w[0], w['1'], o[2], o['x' + 1], n.length, n[0], w[9])
const k: string = String(2)
console.log(w[k], o['len' + 'gth'])
for (const x of [w, n, o]) console.log(x.length, x[1])
function first(x: any): unknown {
  return x.charAt(0).toUpperCase() + x.slice(1).toLowerCase()
}
for (const x of ['abc', o, w, new String('XyZ'), String(12)]) console.log(first(x))
