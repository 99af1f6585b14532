console.log(5 & 3, 5 | 3, 5 ^ 3, ~5)
console.log(1 << 4, -16 >> 2, -16 >>> 28)
console.log(1 << 31, 1 << 32, 2 ** 31 | 0)
console.log(0xff, 0b101, 0o17)
let hash = 5381
for (const c of 'skerry') hash = ((hash << 5) + hash + c.charCodeAt(0)) | 0
console.log(hash, hash >>> 0)
console.log(Math.imul(0x12345678, 0x9abcdef0))
