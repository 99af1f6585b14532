// Timers: equal deadlines in order of creation, clearing, intervals, arguments, nesting, delays under one.
const log: string[] = []

class Ticker {
  ticks = 0
  private timer: object | undefined

  start(ms: number, limit: number, done: () => void): void {
    this.timer = setInterval(() => {
      log.push('tick ' + ++this.ticks)
      if (this.ticks === limit) {
        clearInterval(this.timer)
        done()
      }
    }, ms)
  }
}

setTimeout(() => log.push('a'), 60)
setTimeout(() => log.push('b'), 60)
setTimeout(() => log.push('one'), 1)
setTimeout(() => log.push('zero'), 0)
setTimeout(() => log.push('negative'), -5)
setTimeout(() => log.push('fraction'), 0.5)
setTimeout(() => log.push('none'))
setTimeout((x: number, y: string) => log.push('arguments ' + x + y), 60, 1, 'z')
const cancelled = setTimeout(() => log.push('never'), 2)
clearTimeout(cancelled)
clearTimeout(cancelled)
clearTimeout(undefined)
setTimeout(() => {
  log.push('outer')
  setTimeout(() => log.push('inner'), 0)
  Promise.resolve().then(() => log.push('job'))
}, 240)
const selfCancel: object = setTimeout(() => {
  clearTimeout(selfCancel)
  clearTimeout(other)
  log.push('cancelled the other')
}, 480)
const other = setTimeout(() => log.push('other'), 480)
const ticker = new Ticker()
setTimeout(() => ticker.start(1, 3, () => log.push('ticker done')), 720)

function chain(names: string[], f: () => void): void {
  const name = names.shift()
  if (name === undefined) return f()
  setTimeout(() => {
    log.push(name)
    chain(names, f)
  }, 2)
}
setTimeout(() => chain(['x', 'y', 'z'], () => console.log(log.join('\n'))), 1200)
