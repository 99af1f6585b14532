// Tables that are filled in any order, and holes that are filled again.
class Task {
  steps = 0
  constructor(readonly id: number) {}
  step(): number { return ++this.steps }
}
class Table {
  private readonly tasks: Task[] = []
  add(id: number): void { this.tasks[id] = new Task(id) }
  get(id: number): Task { return this.tasks[id] }
  show(): string { return `${this.tasks.length} ${this.tasks.map((task) => task.id).join()} ${Object.keys(this.tasks)}` }
  each(): number { let sum = 0; for (const task of this.tasks) sum += task === undefined ? 1000 : task.step(); return sum }
  indexed(): number { let sum = 0; for (let i = 0; i < this.tasks.length; i++) sum += this.tasks[i]?.step() ?? 100; return sum }
}
const table = new Table()
for (const id of [0, 1, 2, 5, 3, 7]) {
  table.add(id)
  console.log(table.show(), table.each(), table.indexed())
}
table.add(4)
console.log(table.show(), table.each())
table.add(6)
console.log(table.show(), table.each(), table.indexed(), table.get(6).steps, table.get(9) === undefined)
table.add(8)
console.log(table.show())

// From the end, of each kind of element.
function backwards<T>(make: (i: number) => T): T[] {
  const list: T[] = []
  for (let i = 40; i >= 0; i--) list[i] = make(i)
  list.push(make(41))
  return list
}
console.log(backwards((i) => i).join(), backwards((i) => i / 2).reduce((a, b) => a + b, 0))
console.log(backwards((i) => `s${i}`).join(' '), backwards((i) => (i % 2 === 0 ? i : `${i}`)).length)
console.log(backwards((i) => ({ i })).map(({ i }) => i).join(), backwards((i) => (i % 3 === 0 ? undefined : i)).join())

// Deleted and written again, many times; with names, attributes and frozen ones among them.
const list: number[] = Array.from({ length: 20 }, (_, i) => i)
for (let round = 0; round < 30; round++) {
  delete list[round % 20]
  if (round % 7 === 0) console.log(round, Object.keys(list).length, list.indexOf(19), round % 20 in list)
  list[round % 20] = round
}
console.log(list.join())
const named: any = []
named[3] = 'c'
named.extra = 'kept'
for (const i of [0, 2, 1]) named[i] = i
console.log(named, named.length, Object.keys(named), delete named.extra, named.concat('d'))
const guarded: number[] = []
guarded[2] = 2
Object.defineProperty(guarded, 0, { value: 0, writable: false, enumerable: true, configurable: true })
guarded[1] = 1
console.log(guarded, Object.getOwnPropertyDescriptor(guarded, 0))
try { guarded[0] = 5 } catch (error) { console.log((error as Error).message) }
const closed: number[] = [1, 2]
closed[3] = 4
Object.preventExtensions(closed)
try { closed[2] = 3 } catch (error) { console.log((error as Error).message) }
console.log(closed)
const short: number[] = []
short[4] = 4
short.length = 2
short[0] = 0
short[1] = 1
short.push(2)
console.log(short, short.length)
// A callback fills the hole while the array is walked.
const walked: number[] = []
walked[2] = 2
walked[1] = 1
console.log(walked.map((x) => { walked[0] = 9; return x }), walked)
console.log([...walked.entries()].join(' '), walked.sort((a, b) => a - b))
