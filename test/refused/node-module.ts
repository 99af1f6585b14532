// expect: SK1003
// @ts-ignore: the type of the module does not matter
import { readFileSync } from 'node:fs' // refused here
console.log(readFileSync)
