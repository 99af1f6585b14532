// expect: SK1301
console.log(2n ** 64n) // refused here
