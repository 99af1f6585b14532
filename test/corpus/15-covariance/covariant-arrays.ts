// Arrays are covariant in TypeScript: a Dog[] seen as Animal[] may receive a Cat; a number[] seen as unknown[] a string.
class Animal {
  constructor(public name: string) {}

  speak(): string {
    return this.name + ' makes a noise'
  }
}

class Dog extends Animal {
  tricks: string[] = ['sit']

  override speak(): string {
    return this.name + ' barks'
  }

  perform(): string {
    return this.name + ' does ' + this.tricks.join('+')
  }
}

class Cat extends Animal {
  lives = 9
}

function adopt(animals: Animal[]): void {
  animals.push(new Cat('tom'))
  animals[animals.length] = new Animal('blob')
}

const dogs: Dog[] = [new Dog('rex')]
adopt(dogs)
console.log(dogs.length, dogs.map((d) => d.speak()))
for (const dog of dogs) {
  try {
    console.log(dog.tricks === undefined, dog.perform())
  } catch (e) {
    console.log((e as Error).message)
  }
}

function poison(list: unknown[]): void {
  list[1] = 'text'
  list.push({ deep: true }, null, undefined)
}

class Series {
  values: number[] = [1, 2, 3]

  total(): number {
    let t = 0
    for (const v of this.values) t = t + v
    return t
  }

  doubled(): number[] {
    return this.values.map((v) => v * 2)
  }
}

const series = new Series()
console.log(series.total(), series.doubled())
poison(series.values)
console.log(series.total(), series.doubled())
console.log(series.values, typeof series.values[1], series.values[3] + 1, series.values[4] + 1, series.values[5] + 1)

const registry = new Map<string, (string | number)[]>()
const names: string[] = ['x', 'y']
registry.set('names', names)
registry.get('names')!.push(42)
console.log(names, names.map((n) => typeof n), names[2].length)
try {
  console.log(names[2].toUpperCase())
} catch (e) {
  console.log((e as Error).message)
}
