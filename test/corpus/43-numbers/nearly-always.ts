// The remainder, relations and ToString of values that are nearly always small integers or strings, and of those that are not.
const vals: (number | undefined)[] = [0, -0, 1, -1, 2, 3.5, -3.5, 7, -7, 2147483647, -2147483648, 4294967295, 2 ** 53, NaN, Infinity, -Infinity, undefined, 1e300, 5e-324]
let out = ''
for (const a of vals) { for (const b of vals) { const r = (a as number) % (b as number); out += (Object.is(r, -0) ? '-0' : r) + ' ' } out += '\n' }
console.log(out)
for (const a of vals) { const r = 7 % (a as number), q = (a as number) % 7; console.log(Object.is(r, -0) ? '-0' : r, Object.is(q, -0) ? '-0' : q) }
const strs: (string | undefined | null)[] = ['a', undefined, null, 'b', '']
for (const a of strs) for (const b of strs) console.log(a! < b!, a! <= b!, a! > b!, a! >= b!, 'x' + a + b)
const mix: (string | number | boolean | undefined)[] = ['a', 1, true, undefined, '2']
for (const a of mix) for (const b of mix) console.log((a as string) < (b as string), 'x' + a + b, `${a}`)
