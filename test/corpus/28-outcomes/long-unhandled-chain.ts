// Rejections through chains, collections and classes: those handled late within the same turn are fine, the last is not.
class Pipeline {
  private readonly stages: ((x: number) => number | Promise<number>)[] = []
  readonly trace: string[] = []

  add(name: string, stage: (x: number) => number | Promise<number>): this {
    this.stages.push((x) => {
      this.trace.push(`${name}(${x})`)
      return stage(x)
    })
    return this
  }

  async run(x: number): Promise<number> {
    for (const stage of this.stages) x = await stage(x)
    return x
  }
}

function failing(message: string): Promise<number> {
  return Promise.reject(new RangeError(message))
}

const ok = new Pipeline().add('double', (x) => x * 2).add('later', async (x) => x + 1)
const bad = new Pipeline().add('check', (x) => (x > 5 ? failing(`${x} is too large`) : x)).add('never', (x) => x)
const results = new Map<string, Promise<number>>([
  ['ok', ok.run(4)],
  ['bad but handled', bad.run(6)],
  ['small', bad.run(1)],
])
for (const [name, promise] of results) {
  promise.then(
    (value) => console.log(name, 'gave', value),
    (e: Error) => console.log(name, 'failed:', e.name, e.message),
  )
}
const settled = await Promise.allSettled(results.values())
console.log(settled.map((s) => s.status))
console.log(ok.trace, bad.trace)
setTimeout(() => {
  console.log('first timer')
  const lost = bad.run(100)
  lost.finally(() => console.log('finally of the lost one'))
  queueMicrotask(() => console.log('job after losing it'))
}, 1)
setTimeout(() => console.log('second timer must not run'), 50)
console.log('module end')
