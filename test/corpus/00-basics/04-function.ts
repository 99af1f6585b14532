function add(a: number, b: number): number {
  return a + b
}

function square(x: number): number {
  return x * x
}

console.log(add(1, 2))
console.log(square(add(3, 4)))
console.log(add(0.1, 0.2))
