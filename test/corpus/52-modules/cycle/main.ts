// Cyclic modules: functions are usable early, classes and constants are in their dead zone until evaluated.
import { isEven, describe } from './even.ts'
import { isOdd, early } from './odd.ts'
import { events } from './events.ts'

console.log(isEven(10), isOdd(7), isEven(7))
console.log(describe(4), early)
console.log(events)
