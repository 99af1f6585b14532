// Arrays by position: tuples, patterns and constant indexes, and everything that can shorten or rewrite the array meanwhile.
const pair: [string, number] = ['a', 1]
const [s, n] = pair
console.log(s + n, s.length, n + 1)
function swap<T, U>([a, b]: [T, U]): [U, T] { return [b, a] }
const [x, y] = swap(pair)
console.log(x, y)
const v = [1.5, 2.5, 3.5]
v[1] += 1
console.log(v[0] + v[1] + v[2], v[3])
const m = new Map<string, number>([['k', 1], ['l', 2]])
for (const [k, c] of m) console.log(k.length, c + 1)
console.log([...m].map(([k, c]) => ({ k, c })).sort((p, q) => p.c - q.c))
const short = [1, 2, 3]
short.pop()
const [p, q, r] = short
console.log(p, q, r)
const w = [1, 2, 3].map((z) => z * 2)
const [w0, w1, w2, w3] = w
console.log(w0, w1, w2, w3)
const tbl = [1, 2, 4, 8]
for (let i = 0; i < 8; i++) console.log(tbl[i & 3])
const e = [1, 2]
e.length = 1
const [e0, e1] = e
console.log(e0, e1)
const g = [1, 'x']
g['length' as unknown as number] = 1
const [g0, g1] = g
console.log(g0, g1)
const h = [1, 'x']; h.reverse(); const [h0, h1] = h; console.log(h0, h1)
const d = [1, 'x']; delete d[0]; const [d0, d1] = d; console.log(d0, d1)
const sp = [1, 2, 3]; sp.splice(0, 2); console.log(sp[0], sp[1], sp[2]); const [sp0, sp1] = sp; console.log(sp0, sp1)
const sh = [1, 2, 3]; sh.shift(); console.log(sh[0], sh[1], sh[2])
const cb = [1, 2, 3]; const mm = cb.map((z) => { cb.pop(); return z }); const [m0, m1, m2] = mm; console.log(m0, m1, m2, mm.length)

const fz = Object.freeze([1, 2]); const [f0, f1, f2] = fz; console.log(f0, f1, f2)
const df = [1, 2]; Object.defineProperty(df, '0', { get() { return 'got' } }); const [df0, df1] = df; console.log(df0, df1)
const pu = [1, 2]; pu.push(3); const [pu0, pu1, pu2] = pu; console.log(pu0, pu1, pu2)
const un = [1, 2] as (number|string)[]; un.unshift('s'); const [un0, un1, un2] = un; console.log(un0, un1, un2)
const fi = [1, 2] as (number|string)[]; fi.fill('s'); const [fi0, fi1] = fi; console.log(fi0, fi1)
const cw = [1, 's', 3]; cw.copyWithin(0, 1); const [cw0, cw1] = cw; console.log(cw0, cw1)
const so = ['b', 1, 'a']; so.sort(); const [so0, so1] = so; console.log(so0, so1)
const as = [1, 's']; Object.assign(as, ['q']); const [as0, as1] = as; console.log(as0, as1)
const st = [1, 's']; Reflect.set(st, 0, 'q'); const [st0, st1] = st; console.log(st0, st1)
const sl = [1, 's']; Reflect.set(sl, 'length', 1); const [sl0, sl1] = sl; console.log(sl0, sl1)
const dp = [1, 's']; Reflect.deleteProperty(dp, '0'); const [dp0, dp1] = dp; console.log(dp0, dp1)
function* lazily(): Generator<number, number, number> {
  const [first, second = yield 5, third = yield 6] = [1, undefined, undefined] as (number | undefined)[]
  return first! + second! * 10 + third! * 100
}
const lazy = lazily()
console.log(lazy.next(0), lazy.next(2), lazy.next(3))
async function later(): Promise<void> {
  const [a1, b1 = await Promise.resolve('b')] = ['a', undefined] as (string | undefined)[]
  const [c1, [d1, e1]] = await Promise.all([1, Promise.resolve(['d', 2] as const)])
  console.log(a1, b1, c1, d1.length, e1 + 1)
}
void later()
for (const [key, value] of Object.entries({ one: 1, two: 2 })) console.log(key.length, value + 1)
const matrix = [[1, 2], [3, 4]]
matrix[1][0] += 0.5
console.log(matrix[0][1] + matrix[1][0], matrix[1][2], matrix[2]?.[0])
const past: (number | string)[] = [1, 2, 3]
past[4] = 'late'
console.log(past[2], past[3], past[4], past.length, 3 in past)
const [past0, past1, past2, past3, past4] = past
console.log(past0, past1, past2, past3, past4)
class Pair extends Array<number> {}
const [from0, from1, from2] = Pair.from([1, 2])
console.log(from0, from1, from2)
const table: (number | string)[] = [1, 2, 3, 4]
for (let i = 0; i < 6; i++) if (i > 2) table[i & 3] = 'x' + i
const [table0, table1, table2, table3] = table
console.log(table0, table1, table2, table3, table[0], table[3])
const swapped: [number, string] = [1, 's']
const loose = swapped as (number | string)[]
;[loose[0], loose[1]] = [loose[1], loose[0]]
console.log(swapped[0], swapped[1], typeof swapped[0])
function pick(tuple: readonly (number | string)[], index: number): number | string | undefined { return tuple[index] }
console.log(pick(swapped, 0), pick(swapped, 1), pick(swapped, 2), pick([7, 'q', 8], 1))
const emptied = [1, 2, 3]
for (const item of emptied) { emptied.length = 0; console.log(item) }
const [gone] = emptied
console.log(gone, emptied[0])
let counted = 0
const [, , ...tail] = [1, 'two', 3, 'four']
for (const item of tail) counted += typeof item === 'number' ? item : item.length
console.log(counted, tail)
const late = [1, 2, 3]
function read(): void { const [x, y] = late; console.log(x, y, late[0], late[1]) }
read()
delete late[0]
read()
const far = [1, 2, 3]
function readFar(): void { const [x, y] = far; console.log(x, y, far[0], far[1], far[2] + 1) }
readFar()
far[9] = 1
readFar()
