// Promise combinators, rejection, chaining, subclass-free classes of tasks, results in collections.
class Task<T> {
  state = 'new'

  constructor(readonly id: number, readonly work: () => T | Promise<T>) {}

  async run(): Promise<T> {
    this.state = 'running'
    try {
      const result = await this.work()
      this.state = 'done'
      return result
    } catch (e) {
      this.state = 'failed: ' + (e as Error).message
      throw e
    } finally {
      this.state += ' (' + this.id + ')'
    }
  }
}

function delay<T>(ms: number, value: T): Promise<T> {
  return new Promise((resolve) => setTimeout(resolve, ms, value))
}

function fail(ms: number, message: string): Promise<never> {
  return new Promise((_, reject) => setTimeout(() => reject(new Error(message)), ms))
}

async function main(): Promise<void> {
  const tasks: Task<number | string>[] = [
    new Task(1, () => 1),
    new Task(2, () => delay(2, 'two')),
    new Task(3, () => {
      throw new Error('sync')
    }),
    new Task(4, () => fail(1, 'async')),
  ]
  const settled = await Promise.allSettled(tasks.map((t) => t.run()))
  for (const s of settled) console.log(s.status, s.status === 'fulfilled' ? s.value : (s.reason as Error).message)
  console.log(tasks.map((t) => t.state))
  console.log(await Promise.all([1, delay(1, 2), Promise.resolve(3)]), await Promise.all([]))
  console.log(await Promise.race([delay(30, 'slow'), delay(1, 'fast')]))
  console.log(await Promise.any([fail(1, 'x'), delay(5, 'any')]))
  try {
    await Promise.any([fail(1, 'x'), fail(2, 'y')])
  } catch (e) {
    console.log((e as AggregateError).message, (e as AggregateError).errors.map((x: Error) => x.message))
  }
  try {
    await Promise.all([delay(5, 1), fail(1, 'all fails')])
  } catch (e) {
    console.log((e as Error).message)
  }
  const { promise, resolve } = Promise.withResolvers<number>()
  setTimeout(() => resolve(9), 1)
  console.log(await promise, await promise)
  const results = new Map<string, Promise<number>>()
  for (const key of ['a', 'b', 'a']) if (!results.has(key)) results.set(key, delay(1, results.size))
  for (const [key, value] of results) console.log(key, await value)
  console.log(await Promise.reject(new Error('r')).catch((e: Error) => 'recovered ' + e.message))
  console.log(await Promise.resolve(1).finally(() => 2), await Promise.resolve(delay(1, 'nested')))
  const order: number[] = []
  await Promise.all([3, 1, 2].map(async (n) => {
    await delay(n * 4, 0)
    order.push(n)
  }))
  console.log(order)
  let sum = 0
  for (const p of [delay(2, 1), 2, delay(1, 3)]) sum += await p
  for await (const x of [delay(2, 10), 20]) sum += x
  console.log(sum, typeof delay, Promise.resolve(1) instanceof Promise)
  console.log(Promise.resolve(5), Promise.reject(7).catch(() => 0), new Promise(() => {}))
  const self: Promise<unknown> = Promise.resolve().then(() => self)
  console.log(await self.catch((e) => (e as Error).message))
}

main().then(() => console.log('finished'))
