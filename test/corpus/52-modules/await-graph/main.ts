// Top-level await in a diamond, in a cycle, and in modules whose importers are synchronous: the order of ECMA-262 §16.2.1.5.3.
import { log } from './log.ts'
import { left } from './left.ts'
import { right } from './right.ts'
import { ping } from './ping.ts'
import { quick } from './quick.ts'

log('main')
console.log(left, right, ping(), quick, log.all)
await null
log('main later')
console.log(log.all.length)
Promise.resolve().then(() => console.log('job'))
await new Promise((resolve) => setTimeout(resolve, 1, null))
console.log('end')
