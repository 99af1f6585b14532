// A message sent to many kinds of receiver: method, arrow field, bound function, getter that returns a function.
interface Speaker {
  id: number
  speak(greeting: string): string
}

class Method implements Speaker {
  constructor(public id: number) {}

  speak(greeting: string): string {
    return `${greeting} from method ${this.id}`
  }
}

class Arrow implements Speaker {
  id = 2
  speak = (greeting: string): string => `${greeting} from arrow ${this.id}`
}

class Getter implements Speaker {
  #count = 0

  get id(): number {
    return 30 + this.#count
  }

  get speak(): (greeting: string) => string {
    this.#count++
    return (greeting) => `${greeting} from getter ${this.id}`
  }
}

class Sub extends Method {
  override speak(greeting: string): string {
    return super.speak(greeting.toUpperCase()) + '!'
  }
}

function free(this: Speaker, greeting: string): string {
  return `${greeting} from free ${this.id}`
}

const speakers: Speaker[] = [
  new Method(1),
  new Arrow(),
  new Getter(),
  new Sub(4),
  { id: 5, speak: free },
  { id: 6, speak: free.bind({ id: 60, speak: free }) },
  Object.assign(Object.create(new Method(7)) as Speaker, { id: 77 }),
  Object.create(new Method(8)) as Speaker,
]

for (let round = 0; round < 2; round++) {
  for (const speaker of speakers) console.log(speaker.speak('hi'))
}

class Choir {
  members = new Set<Speaker>()

  sing(): string {
    let out = ''
    for (const member of this.members) out += member.id + ';'
    return out
  }
}
const choir = new Choir()
for (const s of speakers) choir.members.add(s)
console.log(choir.sing(), choir.members.size)
const detached = speakers.map((s) => s.speak)
for (const f of detached) {
  try {
    console.log(f.call({ id: 99, speak: f }, 'yo'))
  } catch (e) {
    console.log((e as Error).message)
  }
}
speakers[0].speak = (g) => g + ' replaced'
console.log(speakers[0].speak('now'), Object.keys(speakers[0]))
