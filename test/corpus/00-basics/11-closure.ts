function counter(): () => number {
  let count = 0
  return () => {
    count++
    return count
  }
}

const a = counter()
const b = counter()
console.log(a(), a(), b(), a())

function twice(f: (x: number) => number): (x: number) => number {
  return (x) => f(f(x))
}

console.log(twice((x) => x + 3)(10))
const scale = 4
console.log(twice((x) => x * scale)(1.5))
