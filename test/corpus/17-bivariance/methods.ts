// Method parameters are bivariant: an override may take less than the base promises.
class Event {
  constructor(readonly type: string) {}
}

class MouseEvent extends Event {
  constructor(readonly x: number, readonly y: number) {
    super('mouse')
  }
}

class KeyEvent extends Event {
  constructor(readonly key: string) {
    super('key')
  }
}

interface Handler {
  handle(event: Event): string
}

class MouseHandler implements Handler {
  count = 0

  handle(event: MouseEvent): string {
    this.count += event.x
    return 'at ' + event.x + ',' + event.y + ' sum ' + this.count
  }
}

class KeyHandler implements Handler {
  typed = ''

  handle(event: KeyEvent): string {
    this.typed += event.key
    return 'typed ' + this.typed
  }
}

const handlers: Handler[] = [new MouseHandler(), new KeyHandler()]
const events: Event[] = [new MouseEvent(1, 2), new KeyEvent('q'), new Event('plain'), new MouseEvent(5, 5)]

function dispatch(handler: Handler, list: Event[]): string[] {
  return list.map((event) => handler.handle(event))
}
for (const handler of handlers) console.log(dispatch(handler, events))

class Comparable {
  constructor(public value: number) {}

  compare(other: Comparable): number {
    return this.value - other.value
  }
}

class Versioned extends Comparable {
  version = 1.5

  override compare(other: Versioned): number {
    return super.compare(other) + (this.version - other.version)
  }
}
const comparables: Comparable[] = [new Comparable(3), new Versioned(2), new Versioned(8)]
for (const a of comparables) console.log(comparables.map((b) => a.compare(b)))

class Sink<T> {
  got: T[] = []

  take(x: T): void {
    this.got.push(x)
  }
}
const stringSink = new Sink<string>()
const wide: Sink<string | number> = stringSink
wide.take(5)
wide.take('five')
console.log(stringSink.got, stringSink.got.map((s) => s.length))
