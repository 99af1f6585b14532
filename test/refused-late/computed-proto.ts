// A key that the running program computes is __proto__, and the value an object.
const table: Record<string, unknown> = { a: 1 }
for (const key of ['b', 'c', '__proto__']) {
  table[key] = key === '__proto__' ? { inherited: true } : key // stops here, in the third round
  console.log(key, Object.keys(table).length)
}
