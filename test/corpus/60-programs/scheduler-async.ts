// An async task runner with dependencies, concurrency limit, retries, timeouts and a report.
interface Task {
  name: string
  needs: string[]
  cost: number
  failures?: number
}

class Semaphore {
  private readonly waiting: (() => void)[] = []
  private taken = 0
  peak = 0
  constructor(private readonly limit: number) {}

  async run<T>(f: () => Promise<T>): Promise<T> {
    if (this.taken >= this.limit) await new Promise<void>((resolve) => this.waiting.push(resolve))
    this.taken++
    this.peak = Math.max(this.peak, this.taken)
    try {
      return await f()
    } finally {
      this.taken--
      this.waiting.shift()?.()
    }
  }
}

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

async function retry<T>(attempts: number, f: (attempt: number) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await f(attempt)
    } catch (e) {
      if (attempt === attempts) throw new Error(`gave up after ${attempts}: ${(e as Error).message}`)
    }
  }
}

function withTimeout<T>(ms: number, promise: Promise<T>): Promise<T> {
  let timer: object | undefined
  const timeout = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('timeout')), ms)
  })
  return Promise.race([promise, timeout]).finally(() => clearTimeout(timer))
}

class Runner {
  private readonly done = new Map<string, Promise<number>>()
  private readonly semaphore: Semaphore
  readonly events: string[] = []

  constructor(private readonly tasks: Task[], limit: number) {
    this.semaphore = new Semaphore(limit)
  }

  run(name: string): Promise<number> {
    const running = this.done.get(name)
    if (running) return running
    const task = this.tasks.find((t) => t.name === name)
    if (!task) return Promise.reject(new Error('no task ' + name))
    const promise = this.execute(task)
    this.done.set(name, promise)
    return promise
  }

  private async execute(task: Task): Promise<number> {
    const inputs = await Promise.all(task.needs.map((n) => this.run(n)))
    return this.semaphore.run(() => retry(3, async (attempt) => {
      this.events.push(`${task.name} try ${attempt}`)
      await sleep(task.cost)
      if (attempt <= (task.failures ?? 0)) throw new Error(task.name + ' broke')
      this.events.push(task.name + ' done')
      return inputs.reduce((a, b) => a + b, task.cost)
    }))
  }

  get peak(): number {
    return this.semaphore.peak
  }
}

const runner = new Runner([
  { name: 'a', needs: [], cost: 10 }, { name: 'b', needs: [], cost: 40 }, { name: 'c', needs: ['a'], cost: 50, failures: 1 },
  { name: 'd', needs: ['b', 'c'], cost: 10 }, { name: 'bad', needs: ['a'], cost: 5, failures: 9 }, { name: 'e', needs: ['bad', 'd'], cost: 1 },
], 2)
console.log(await runner.run('d'), runner.peak)
console.log(runner.events)
const results = await Promise.allSettled([runner.run('e'), runner.run('none'), runner.run('a'), withTimeout(15, sleep(200)), withTimeout(100, sleep(2).then(() => 'in time'))])
for (const r of results) console.log(r.status === 'fulfilled' ? r.value : r.reason.message)
process.exit(runner.events.length === 10 ? 0 : 3)
