// expect: SK1200
const proxy = new Proxy({}, { get: () => 1 }) // refused here
console.log(proxy)
