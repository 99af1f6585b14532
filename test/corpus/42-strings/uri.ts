// encodeURI and its kin: every character below 256, surrogates, malformed and random escapes.
function t(f: (s: string) => string, s: string): void { try { console.log(JSON.stringify(f(s))) } catch (e) { console.log((e as Error).name, (e as Error).message) } }
let all = ''
for (let i = 0; i < 256; i++) all += String.fromCharCode(i)
all += '\u07ff\u0800\uffff\u{10000}\u{10ffff}'
for (const f of [encodeURI, encodeURIComponent]) { t(f, all); t(f, '\ud800'); t(f, 'a\udc00'); t(f, '\ud800x') }
const hex = '0123456789abcdefABCDEF'
let seed = 7
const next = (n: number): number => { seed = (Math.imul(seed, 1103515245) + 12345) >>> 0; return (seed >>> 8) % n }
let good = 0
for (const f of [decodeURI, decodeURIComponent]) {
  t(f, encodeURIComponent(all)); t(f, encodeURI(all))
  for (const bad of ['%', '%1', '%zz', '%80', '%C0%80', '%E0%80%80', '%ED%A0%80', '%F4%90%80%80', '%F0%9F', '%C3', '%C3x', '%C3%28', '%23%2f%2F%41', '%f0%9f%98%80', '%EF%BF%BF', '%F5%80%80%80', '%C1%BF', '%F0%80%80%80']) t(f, bad)
  for (let i = 0; i < 300; i++) {
    let s = ''
    for (let n = next(5); n >= 0; n--) s += next(8) === 0 ? 'x' : '%' + 'cdef89ab'[next(8)] + hex[next(22)]
    try { const r = f(s); good++; console.log(s, JSON.stringify(r)) } catch (e) { if ((e as Error).message !== 'URI malformed') console.log(s) }
  }
}
console.log(good, encodeURI.name, decodeURIComponent.length, (encodeURIComponent as any)(5), (decodeURI as any)(undefined), String(encodeURI))
