// A callback or a conversion that shortens the array which a method is walking: what is made has holes.
const cb = [1, 2, 3]; const mm = cb.map((z) => { cb.pop(); return z }); 
for (let i = 0; i < mm.length; i++) console.log(mm[i])
const cc = ['a', 'b', 'c']; const nn = cc.map((z) => { cc.pop(); return z }); 
const [n0, n1, n2] = nn
console.log(n0, n1, n2, nn)
const dd = [1.5, 2.5, 3.5]; const ss = dd.slice({ valueOf() { dd.pop(); return 0 } } as unknown as number)
const [d0, d1, d2] = ss
console.log(d0, d1, d2, ss)
const ee = [1.5, 2.5, 3.5]; const ff = ee.splice({ valueOf() { ee.length = 1; return 0 } } as unknown as number, 2)
const [f0, f1, f2] = ff
console.log(f0, f1, f2, ff, ee)
