// Order of microtasks, await, promise reactions, timers and queueMicrotask.
const log: string[] = []
function say(text: string): void {
  log.push(text)
}

class Worker {
  constructor(readonly name: string, readonly steps: number) {}

  async run(): Promise<string> {
    for (let i = 0; i < this.steps; i++) {
      say(`${this.name}${i}`)
      await null
    }
    return this.name
  }
}

async function returnsPromise(): Promise<string> {
  return Promise.resolve('wrapped')
}

async function returnsValue(): Promise<string> {
  return 'bare'
}

const thenable = {
  then(resolve: (x: string) => void): void {
    say('then called')
    resolve('thenable')
  },
}

say('start')
setTimeout(() => say('timeout 0'), 0)
setTimeout(() => {
  say('timeout 1')
  queueMicrotask(() => say('micro in timeout'))
  Promise.resolve().then(() => say('promise in timeout'))
}, 1)
setTimeout(() => say('timeout 1b'), 1)
queueMicrotask(() => say('micro'))
returnsPromise().then(say)
returnsValue().then(say)
Promise.resolve(thenable).then(say)
;(async () => say('awaited ' + (await (thenable as unknown as Promise<string>))))()
const workers = [new Worker('a', 3), new Worker('b', 2)]
const running = workers.map((w) => w.run())
Promise.all(running).then((names) => say('all ' + names))
Promise.race(running).then((name) => say('race ' + name))
Promise.resolve(1)
  .then((x) => {
    say('chain ' + x)
    return Promise.resolve(x + 1)
  })
  .then((x) => say('chain ' + x))
  .finally(() => say('chain finally'))
new Promise<void>((resolve) => {
  say('executor')
  resolve()
  say('after resolve')
}).then(() => say('reaction'))
say('end')
setTimeout(() => {
  console.log(log.join('\n'))
}, 300)
