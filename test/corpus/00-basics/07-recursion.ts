function fib(n: number): number {
  return n < 2 ? n : fib(n - 1) + fib(n - 2)
}

function isEven(n: number): boolean {
  return n === 0 ? true : isOdd(n - 1)
}

function isOdd(n: number): boolean {
  return n === 0 ? false : isEven(n - 1)
}

console.log(fib(20))
console.log(isEven(10), isOdd(7), isEven(3))

function factorial(n: number): number {
  return n <= 1 ? 1 : n * factorial(n - 1)
}
console.log(factorial(5), factorial(12), factorial(20), factorial(25))
