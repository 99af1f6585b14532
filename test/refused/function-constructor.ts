// expect: SK1101
const add = new Function('a', 'b', 'return a + b') // refused here
console.log(add(1, 2))
