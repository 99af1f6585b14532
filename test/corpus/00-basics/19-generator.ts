function* range(from: number, to: number): Generator<number> {
  for (let i = from; i < to; i++) yield i
}

for (const n of range(0, 4)) console.log(n)
console.log([...range(5, 8)])

function* naturals(): Generator<number> {
  let n = 0
  while (true) yield n++
}

let sum = 0
for (const n of naturals()) {
  if (n > 100) break
  sum += n
}
console.log(sum)
