// Mixins: class factories, prototype methods added by hand, accessors defined on prototypes.
type Constructor<T = object> = new (...values: any[]) => T

class Entity {
  constructor(public name: string) {}

  describe(): string {
    return 'entity ' + this.name
  }
}

function Timestamped<B extends Constructor<Entity>>(Base: B) {
  return class Timestamped extends Base {
    created = 1000

    override describe(): string {
      return super.describe() + ' @' + this.created
    }
  }
}

function Tagged<B extends Constructor<Entity>>(Base: B) {
  return class extends Base {
    tags: string[] = []

    tag(t: string): this {
      this.tags.push(t)
      return this
    }

    override describe(): string {
      return super.describe() + ' [' + this.tags.join() + ']'
    }
  }
}

const Both = Tagged(Timestamped(Entity))
const OtherOrder = Timestamped(Tagged(Entity))
const a = new Both('a').tag('x').tag('y')
const b = new OtherOrder('b')
b.tag('z')
console.log(a.describe(), '|', b.describe())
console.log(a, b)
console.log(a instanceof Entity, a instanceof Both, b instanceof Both)
const all: Entity[] = [a, b, new Entity('c'), new (class extends Both {})('d')]
console.log(all.map((e) => e.describe()))
console.log(all.map((e) => e.constructor.name))

interface Jumps {
  jump(): string
  height: number
}
class Frog {
  legs = 4
}
interface Frog extends Jumps {}
const jumpMixin = {
  jump(this: Frog): string {
    return `jumps ${this.height} on ${this.legs}`
  },
}
Object.assign(Frog.prototype, jumpMixin)
Object.defineProperty(Frog.prototype, 'height', {
  get(this: Frog) {
    return this.legs * 2
  },
  set(this: Frog, v: number) {
    this.legs = v / 2
  },
  configurable: true,
})
const frogs = [new Frog(), new Frog()]
frogs[1].height = 20
for (const frog of frogs) console.log(frog.jump(), Object.keys(frog), 'height' in frog)
Frog.prototype.jump = function () {
  return 'replaced ' + this.height
}
console.log(frogs.map((f) => f.jump()))
for (const key in frogs[0]) console.log(key)
