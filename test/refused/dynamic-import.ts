// expect: SK1103
const name = './type-error' + '.ts'
console.log(await import(name)) // refused here
