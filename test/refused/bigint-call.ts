// expect: SK1301
console.log(BigInt(5)) // refused here
