function sign(x: number): string {
  if (x > 0) return 'positive'
  else if (x < 0) return 'negative'
  return 'zero'
}

console.log(sign(3), sign(-2), sign(0))
console.log(1 < 2, 2 <= 1, 1 === 1, 1 !== 1)
console.log(true && false, true || false, !true)
console.log(sign(5) === 'positive' ? 'yes' : 'no')
