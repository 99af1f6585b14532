// expect: SK1000
const n: number = 'text' // refused here
console.log(n)
