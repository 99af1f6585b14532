// The mutated twin of scheduler.ts: other names, other order, one more class, other sizes. argv: number of beats.
type Mode = 'asleep' | 'awake' | 'finished'

class Office {
  private open = true
  posted = 0
  private readonly byDesk: Clerk[] = []
  private readonly queue: Clerk[] = []

  close(): void {
    this.open = false
  }

  post(desk: number, letter: Letter): void {
    const clerk = this.byDesk[desk]
    clerk.tray.put(letter)
    if (clerk.mode === 'asleep') clerk.mode = 'awake'
    this.posted++
  }

  hire(clerk: Clerk): void {
    this.byDesk[clerk.desk] = clerk
    this.queue.push(clerk)
    this.queue.sort((a, b) => b.rank - a.rank)
  }

  work(): void {
    while (this.open) {
      for (const clerk of this.queue) {
        if (clerk.mode !== 'awake') continue
        clerk.turns++
        clerk.act(this)
      }
    }
  }

  ledger(): string {
    return this.queue.map((clerk) => `${clerk.constructor.name}#${clerk.desk}=${clerk.result()}/${clerk.turns}`).join(' ')
  }
}

class Tray {
  size = 0
  private first: Letter | null = null
  private last: Letter | null = null

  take(): Letter | null {
    const letter = this.first
    if (letter === null) return null
    this.first = letter.behind
    if (this.first === null) this.last = null
    letter.behind = null
    this.size--
    return letter
  }

  put(letter: Letter): void {
    if (this.last === null) this.first = letter
    else this.last.behind = letter
    this.last = letter
    this.size++
  }
}

class Letter {
  behind: Letter | null = null

  constructor(public weight: number, readonly sort: 'beat' | 'order' | 'reply', readonly sender: number) {}
}

abstract class Clerk {
  turns = 0
  mode: Mode = 'awake'
  readonly tray = new Tray()

  constructor(readonly rank: number, readonly desk: number) {}

  result(): number {
    return this.turns
  }

  abstract act(office: Office): void
}

class Archive extends Clerk {
  private readonly drawers: number[] = [0, 0, 0, 0, 0, 0, 0, 0]

  constructor(desk: number) {
    super(70, desk)
  }

  override result(): number {
    return this.drawers.reduce((sum, n, i) => (sum * 37 + n * (i + 2)) % 1000033, 0)
  }

  act(): void {
    let letter = this.tray.take()
    if (letter === null) this.mode = 'asleep'
    for (; letter !== null; letter = this.tray.take()) this.drawers[letter.weight & 7]++
  }
}

class Dreamer extends Clerk {
  private thought = 3

  constructor(desk: number) {
    super(0, desk)
  }

  act(): void {
    this.thought = (this.thought & 1) === 0 ? this.thought >> 1 : (this.thought >> 1) ^ 0xb400
  }

  override result(): number {
    return this.thought
  }
}

class Copier extends Clerk {
  private ink = 100

  constructor(desk: number, private readonly archive: number) {
    super(60, desk)
  }

  act(office: Office): void {
    const letter = this.tray.take()
    if (letter === null) {
      this.mode = 'asleep'
      return
    }
    this.ink = (this.ink * 3 + letter.weight) % 1009
    if (this.ink % 4 === 0) office.post(this.archive, new Letter(this.ink, 'reply', this.desk))
  }

  override result(): number {
    return this.ink
  }
}

class Maker extends Clerk {
  private made = 0

  constructor(desk: number, private readonly solver: number) {
    super(30, desk)
  }

  override result(): number {
    return this.made
  }

  act(office: Office): void {
    const letter = this.tray.take()
    if (letter === null) {
      this.mode = 'asleep'
      return
    }
    switch (letter.sort) {
      case 'order':
        office.post(this.solver, letter)
        break
      case 'reply':
        this.made -= letter.weight & 1
        break
      case 'beat':
        for (let i = 0; i < 4; i++) {
          this.made++
          office.post(this.solver, new Letter(letter.weight + i, 'order', this.desk))
        }
    }
  }
}

class Solver extends Clerk {
  private state = 5

  constructor(desk: number, private readonly archive: number, private readonly copier: number) {
    super(50, desk)
  }

  act(office: Office): void {
    const letter = this.tray.take()
    if (letter === null) {
      this.mode = 'asleep'
      return
    }
    this.state = (Math.imul(this.state, 37) + letter.weight) & 0xffffff
    const to = this.state % 5 === 0 ? letter.sender : this.state % 7 === 0 ? this.copier : this.archive
    office.post(to, new Letter(this.state & 7, 'reply', this.desk))
  }

  override result(): number {
    return this.state
  }
}

class Pendulum extends Clerk {
  constructor(desk: number, private left: number, private readonly desks: number[]) {
    super(90, desk)
  }

  act(office: Office): void {
    if (this.left === 0) {
      this.mode = 'finished'
      office.close()
      return
    }
    this.left--
    office.post(this.desks[this.left % this.desks.length], new Letter(this.left % 13, 'beat', this.desk))
  }
}

const beats = Number(process.argv[2] ?? '1000')
const office = new Office()
office.hire(new Archive(0))
office.hire(new Dreamer(1))
office.hire(new Copier(2, 0))
for (let i = 0; i < 4; i++) {
  office.hire(new Maker(3 + i, 7 + i))
  office.hire(new Solver(7 + i, 0, 2))
}
office.hire(new Pendulum(11, beats, [3, 4, 5, 6]))
office.work()
console.log(office.posted)
console.log(office.ledger())
