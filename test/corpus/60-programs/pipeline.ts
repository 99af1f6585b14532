// Producers and consumers over a bounded channel; a connection's state machine; retries with timers; cancellation.
type State = 'idle' | 'connecting' | 'open' | 'closed'
type Input = { type: 'connect'; host: string } | { type: 'opened' } | { type: 'data'; bytes: number[] } | { type: 'close'; reason?: string }

class Connection {
  state: State = 'idle'
  received = 0
  readonly trail: string[] = []
  #host: string | null = null

  handle(input: Input): boolean {
    const before = this.state
    switch (`${this.state}/${input.type}` as const) {
      case 'idle/connect':
        this.#host = (input as Extract<Input, { type: 'connect' }>).host
        this.state = 'connecting'
        break
      case 'connecting/opened':
        this.state = 'open'
        break
      case 'open/data':
        if (input.type === 'data') this.received += input.bytes.length
        break
      case 'connecting/close':
      case 'open/close':
        this.state = 'closed'
        if (input.type === 'close') this.trail.push(input.reason ?? 'no reason')
        break
      default:
        this.trail.push(`${input.type}?`)
        return false
    }
    this.trail.push(before === this.state ? '.' : `${this.host}:${this.state}`)
    return true
  }

  get host(): string {
    return this.#host ?? '-'
  }
}

const connection = new Connection()
const inputs: Input[] = [
  { type: 'opened' }, { type: 'connect', host: 'rock' }, { type: 'data', bytes: [] }, { type: 'opened' }, { type: 'data', bytes: [1, 2] },
  { type: 'data', bytes: Array(5).fill(0) }, { type: 'close' }, { type: 'close', reason: 'late' },
]
console.log(inputs.map((input) => connection.handle(input)), connection.state, connection.received)
console.log(connection.trail.join(' '), connection)

class Channel<T> {
  private readonly buffer: T[] = []
  private readonly readers: ((item: { value: T; done: false } | { value: undefined; done: true }) => void)[] = []
  private readonly writers: { item: T; accepted: () => void }[] = []
  private closed = false
  peak = 0
  constructor(private readonly capacity: number) {}

  send(item: T): Promise<void> {
    if (this.closed) return Promise.reject(new Error('channel is closed'))
    const reader = this.readers.shift()
    if (reader) {
      reader({ value: item, done: false })
      return Promise.resolve()
    }
    if (this.buffer.length < this.capacity) {
      this.peak = Math.max(this.peak, this.buffer.push(item))
      return Promise.resolve()
    }
    return new Promise((accepted) => this.writers.push({ item, accepted }))
  }

  receive(): Promise<{ value: T; done: false } | { value: undefined; done: true }> {
    if (this.buffer.length > 0) {
      const value = this.buffer.shift()!
      const writer = this.writers.shift()
      if (writer) {
        this.buffer.push(writer.item)
        writer.accepted()
      }
      return Promise.resolve({ value, done: false })
    }
    if (this.closed) return Promise.resolve({ value: undefined, done: true })
    return new Promise((resolve) => this.readers.push(resolve))
  }

  close(): void {
    this.closed = true
    for (const reader of this.readers.splice(0)) reader({ value: undefined, done: true })
  }
}

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))
const order: string[] = []

async function produce(name: string, count: number, channel: Channel<{ from: string; n: number }>): Promise<number> {
  for (let n = 1; n <= count; n++) {
    await channel.send({ from: name, n })
    order.push(name + n)
    if (n % 3 === 0) await sleep(1)
  }
  return count
}

async function consume(name: string, channel: Channel<{ from: string; n: number }>, limit = Infinity): Promise<[string, number]> {
  let sum = 0
  for (let taken = 0; taken < limit; taken++) {
    const { value, done } = await channel.receive()
    if (done) break
    sum += value.n * (value.from === 'p' ? 1 : 100)
    order.push(`${name}<${value.from}${value.n}`)
    if (taken % 2 === 1) await null
  }
  return [name, sum]
}

class Backoff {
  attempts = 0
  async run<T>(limit: number, action: (attempt: number) => Promise<T> | T): Promise<T> {
    let last: unknown
    while (this.attempts < limit) {
      try {
        return await action(++this.attempts)
      } catch (error) {
        last = error
        await sleep(this.attempts)
      } finally {
        order.push('try' + this.attempts)
      }
    }
    throw last
  }
}

const channel = new Channel<{ from: string; n: number }>(2)
const producers = Promise.all([produce('p', 4, channel), produce('q', 3, channel)]).finally(() => channel.close())
const consumers = Promise.all([consume('x', channel, 3), consume('y', channel)])
console.log(await producers, await consumers, channel.peak)
console.log(order.join(' '))
order.length = 0
const flaky = new Backoff()
console.log(await flaky.run(5, async (n) => {
  if (n < 3) throw new Error('attempt ' + n)
  return { n, ok: true }
}))
const hopeless = await new Backoff().run(2, (n): number => { throw new RangeError('never ' + n) }).catch((e: Error) => `${e.name}: ${e.message}`)
const late = await Promise.allSettled([channel.send({ from: 'z', n: 1 }), channel.receive(), Promise.race([sleep(30), sleep(1).then(() => 'fast')])])
console.log(hopeless, order, late.map((r) => (r.status === 'fulfilled' ? r.value : String(r.reason))))
