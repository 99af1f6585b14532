// Properties that a program gives to functions, declared or not, before and after they are called and shown.

function counter(): number {
  return ++counter.count
}
counter.count = 0
counter.options = { step: 1 }

const arrow: { (): string; label?: string } = () => arrow.label ?? 'none'
function plain(): void {}

console.log(counter(), counter(), counter.count, counter)
console.log(arrow(), ((arrow.label = 'set'), arrow()), arrow)
console.log(Object.getPrototypeOf(counter) === Function.prototype, Object.getPrototypeOf(arrow) === Function.prototype)
console.log(Object.keys(counter), counter.name, counter.length, plain, [plain, counter])
console.log(counter instanceof Function, counter.hasOwnProperty('count'), typeof counter.call)

function renamed(_a: number, _b: number): void {}
const sized: any = () => 1
Object.defineProperty(renamed, 'name', { value: 42 })
Object.defineProperty(sized, 'length', { get: () => 'many' })
console.log(renamed.name, renamed.length, sized.name, sized.length)
delete (renamed as any).name
delete sized.length
console.log([renamed.name], [sized.length], Object.getOwnPropertyNames(renamed))
