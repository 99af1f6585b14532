// Objects and dispatch: a cooperative scheduler of tasks of several classes that send each other messages.
// argv: number of rounds of the clock.
type TaskState = 'ready' | 'waiting' | 'stopped'

class Message {
  next: Message | null = null

  constructor(readonly from: number, readonly kind: 'work' | 'done' | 'tick', public amount: number) {}
}

class Mailbox {
  private head: Message | null = null
  private tail: Message | null = null
  length = 0

  push(message: Message): void {
    if (this.tail === null) this.head = message
    else this.tail.next = message
    this.tail = message
    this.length++
  }

  pop(): Message | null {
    const message = this.head
    if (message === null) return null
    this.head = message.next
    if (this.head === null) this.tail = null
    message.next = null
    this.length--
    return message
  }
}

abstract class Task {
  state: TaskState = 'ready'
  readonly mailbox = new Mailbox()
  steps = 0

  constructor(readonly id: number, readonly priority: number) {}

  abstract step(scheduler: Scheduler): void

  /** Something to print at the end. */
  summary(): number {
    return this.steps
  }
}

class Clock extends Task {
  constructor(id: number, private remaining: number, private readonly targets: number[]) {
    super(id, 9)
  }

  step(scheduler: Scheduler): void {
    if (this.remaining === 0) {
      this.state = 'stopped'
      scheduler.stop()
      return
    }
    this.remaining--
    const target = this.targets[this.remaining % this.targets.length]
    scheduler.send(target, new Message(this.id, 'tick', this.remaining % 17))
  }
}

class Producer extends Task {
  private produced = 0

  constructor(id: number, private readonly worker: number) {
    super(id, 3)
  }

  step(scheduler: Scheduler): void {
    const message = this.mailbox.pop()
    if (message === null) {
      this.state = 'waiting'
      return
    }
    switch (message.kind) {
      case 'tick':
        for (let i = 0; i < 3; i++) {
          this.produced++
          scheduler.send(this.worker, new Message(this.id, 'work', message.amount + i))
        }
        break
      case 'done':
        this.produced -= message.amount & 1
        break
      case 'work':
        scheduler.send(this.worker, message)
    }
  }

  override summary(): number {
    return this.produced
  }
}

class Worker extends Task {
  private hash = 1

  constructor(id: number, private readonly sink: number) {
    super(id, 5)
  }

  step(scheduler: Scheduler): void {
    const message = this.mailbox.pop()
    if (message === null) {
      this.state = 'waiting'
      return
    }
    this.hash = (Math.imul(this.hash, 33) + message.amount) & 0xffffff
    scheduler.send(this.hash % 5 === 0 ? message.from : this.sink, new Message(this.id, 'done', this.hash & 7))
  }

  override summary(): number {
    return this.hash
  }
}

class Sink extends Task {
  private readonly received: number[] = [0, 0, 0, 0, 0, 0, 0, 0]

  constructor(id: number) {
    super(id, 7)
  }

  step(): void {
    let message = this.mailbox.pop()
    if (message === null) this.state = 'waiting'
    for (; message !== null; message = this.mailbox.pop()) this.received[message.amount & 7]++
  }

  override summary(): number {
    return this.received.reduce((sum, n, i) => (sum * 31 + n * (i + 1)) % 1000003, 0)
  }
}

class Idler extends Task {
  private seed = 1

  constructor(id: number) {
    super(id, 0)
  }

  step(): void {
    this.seed = (this.seed & 1) === 0 ? this.seed >> 1 : (this.seed >> 1) ^ 0xd008
  }

  override summary(): number {
    return this.seed
  }
}

class Scheduler {
  private readonly tasks: Task[] = []
  private readonly order: Task[] = []
  private running = true
  delivered = 0

  add(task: Task): void {
    this.tasks[task.id] = task
    this.order.push(task)
    this.order.sort((a, b) => b.priority - a.priority)
  }

  send(id: number, message: Message): void {
    const task = this.tasks[id]
    task.mailbox.push(message)
    if (task.state === 'waiting') task.state = 'ready'
    this.delivered++
  }

  stop(): void {
    this.running = false
  }

  run(): void {
    while (this.running) {
      for (const task of this.order) {
        if (task.state !== 'ready') continue
        task.steps++
        task.step(this)
      }
    }
  }

  report(): string {
    return this.order.map((task) => `${task.constructor.name}#${task.id}=${task.summary()}/${task.steps}`).join(' ')
  }
}

const rounds = Number(process.argv[2] ?? '1000')
const scheduler = new Scheduler()
scheduler.add(new Idler(0))
scheduler.add(new Sink(1))
for (let i = 0; i < 3; i++) {
  scheduler.add(new Worker(2 + i, 1))
  scheduler.add(new Producer(5 + i, 2 + i))
}
scheduler.add(new Clock(8, rounds, [5, 6, 7]))
scheduler.run()
console.log(scheduler.delivered)
console.log(scheduler.report())
