// Several modules: named, default and namespace imports, re-exports, live bindings, order of evaluation.
import defaultGreeting, { count, greet as hello, increment, type Greeter } from './greet.ts'
import * as shapes from './shapes.ts'
import { Circle, log, total } from './index.ts'

log.push('main')
console.log(log)
console.log(hello('world'), defaultGreeting('you'))
console.log(count)
increment()
increment(5)
console.log(count)
const greeter: Greeter = { greet: (name) => 'custom ' + name }
console.log(greeter.greet('x'))
console.log(shapes.area(new shapes.Square(3)), shapes.unit.side, total([new Circle(1), new shapes.Square(2)]))
console.log(new Circle(2) instanceof shapes.Circle)
export const exported = 'unused'
