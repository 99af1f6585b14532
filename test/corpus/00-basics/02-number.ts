console.log(42)
console.log(1 + 2 * 3)
console.log(-7, 0.5, 1e21, 1e-7, 123456789)
