function isPrime(n: number): boolean {
  for (let d = 2; d * d <= n; d++) if (n % d === 0) return false
  return n > 1
}
const primes: number[] = []
for (let n = 0; primes.length < 25; n++) if (isPrime(n)) primes.push(n)
console.log(primes.join(' '))
