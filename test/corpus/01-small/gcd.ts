const gcd = (a: number, b: number): number => (b === 0 ? a : gcd(b, a % b))
const lcm = (a: number, b: number): number => (a / gcd(a, b)) * b
console.log(gcd(48, 36), gcd(17, 5), lcm(4, 6), [12, 18, 24].reduce(gcd), gcd(0, 0), gcd(-4, 6))
