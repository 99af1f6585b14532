// Width and depth subtyping alias without copying; a wider view writes other types into narrow fields.
interface Named {
  name: string | number
}

class Person {
  name = 'ann'
  age = 30

  greet(): string {
    return 'I am ' + this.name + ', ' + this.name.length
  }
}

function rename(target: Named, name: string | number): Named {
  target.name = name
  return target
}

const person = new Person()
const same = rename(person, 42)
console.log(same === person, person.greet(), typeof person.name)
rename(person, 'bob')
console.log(person.greet())

interface Box<T> {
  value: T
}

function widen(box: Box<number | string | null>): void {
  box.value = box.value === null ? 'was null' : box.value === 1 ? 'one' : null
}

const numbers: Box<number>[] = [{ value: 1 }, { value: 2 }]
for (const box of numbers) widen(box)
console.log(numbers)
console.log(numbers.map((box) => box.value + 1))
for (const box of numbers) widen(box)
console.log(numbers, numbers[1].value * 2)

class Cell<T> implements Box<T> {
  constructor(public value: T) {}

  map<U>(f: (value: T) => U): Cell<U> {
    return new Cell(f(this.value))
  }
}
const cells: Cell<number>[] = [new Cell(1), new Cell(5)]
const wide: Cell<unknown>[] = cells
wide[1].value = { not: 'a number' }
wide.push(new Cell('text'))
console.log(cells.map((c) => c.map((v) => v + 1).value))
console.log(cells[1].value.toString(), cells[2].value.toString())
const record: Record<string, Box<number>> = { a: numbers[0] }
const wideRecord: Record<string, Box<unknown>> = record
wideRecord.b = { value: [1, 2] }
for (const key in record) console.log(key, record[key].value, record[key].value + 1)
