const values = [5, 3, 8, 1, 9, 2]
console.log(values.map((v) => v * 2))
console.log(values.filter((v) => v > 4))
console.log(values.reduce((a, b) => a + b, 0))
console.log(values.slice(1, 3), values.indexOf(8), values.includes(7))
console.log([...values].sort((a, b) => a - b))
console.log(values.join('-'))
values.forEach((v, i) => {
  if (i < 2) console.log(i, v)
})
console.log(values.some((v) => v > 8), values.every((v) => v > 0), values.find((v) => v > 5))
console.log(values.concat([1, 2]).reverse())
