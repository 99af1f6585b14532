// Top-level await in an imported module: importers wait, siblings go on, order is fixed.
import { value } from './slow.ts'
import { order } from './order.ts'
import { other } from './sibling.ts'

order.push('main')
console.log(value, other, order)
const results = await Promise.all([value, other].map(async (n) => n * 2))
console.log(results)
setTimeout(() => console.log('timer', order.length), 1)
