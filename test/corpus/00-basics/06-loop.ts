let sum = 0
for (let i = 0; i < 10; i++) sum += i
console.log(sum)

let n = 27
let steps = 0
while (n !== 1) {
  n = n % 2 === 0 ? n / 2 : 3 * n + 1
  steps++
}
console.log(steps)

let countdown = 3
do {
  console.log(countdown)
} while (--countdown > 0)

for (let i = 0; i < 20; i++) {
  if (i % 2 === 0) continue
  if (i > 9) break
  console.log(i)
}
