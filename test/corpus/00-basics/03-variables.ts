const a = 10
let b = 4
b = b + a
console.log(a, b, a - b, a * b)
console.log(a / b, a % b)
b += 3
b *= 2
console.log(b)
console.log(b++, ++b, b--, --b)
