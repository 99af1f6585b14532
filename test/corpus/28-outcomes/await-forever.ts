// Status 13 when a top-level await can never settle, through classes, lists of promises and a dead race.
class Latch {
  #release: (() => void) | undefined
  readonly opened = new Promise<void>((resolve) => (this.#release = resolve))
  constructor(readonly name: string) {}

  open(): void {
    console.log('open', this.name)
    this.#release?.()
  }
}

class Barrier {
  private readonly latches: Latch[]
  constructor(names: string[]) {
    this.latches = names.map((n) => new Latch(n))
  }

  async wait(): Promise<string[]> {
    const passed: string[] = []
    for (const latch of this.latches) {
      await latch.opened
      passed.push(latch.name)
      console.log('passed', passed.join('+'))
    }
    return passed
  }

  openAll(except: string): void {
    for (const latch of this.latches) if (latch.name !== except) latch.open()
  }
}

const barrier = new Barrier(['one', 'two', 'three'])
setTimeout(() => barrier.openAll('three'), 1)
setTimeout(() => console.log('a later timer still runs'), 20)
const everything = Promise.all([barrier.wait(), new Promise(() => {})])
const winner = await Promise.race([everything, new Promise<string>((resolve) => setTimeout(resolve, 5, 'timer wins'))])
console.log(winner)
try {
  console.log(await everything)
} finally {
  console.log('not reached')
}
