// expect: SK1200
console.log(BigInt(5)) // refused here
