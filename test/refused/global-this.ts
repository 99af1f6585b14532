// expect: SK1106
const world: object = globalThis // refused here
console.log(Object.keys(world).length)
