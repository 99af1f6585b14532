// expect: SK1200
const weak = new WeakMap<object, number>() // refused here
console.log(weak.has({}))
