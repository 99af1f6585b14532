// expect: SK1002
// @ts-ignore: the type of the module does not matter
import something from 'some-package' // refused here
console.log(something)
