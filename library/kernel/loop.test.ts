// The event loop on a simulated host: order of jobs, timers and immediates, exit statuses, time.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Host } from '../contracts/host.ts'
import type { Source } from '../contracts/source.ts'
import { installHost } from '../globals/host.ts'
import { queueMicrotask } from '../globals/microtask.ts'
import { process as machineProcess } from '../globals/process.ts'
import { clearInterval, clearTimeout, setImmediate, setInterval, setTimeout, type Timeout } from '../globals/timers/mod.ts'
import { Promise as OurPromise } from '../runtime/promise/mod.ts'
import { EventLoop } from './loop.ts'

class Ended {
  readonly status: number
  constructor(status: number) {
    this.status = status
  }
}

class SimulatedHost implements Host {
  nowNs = 5e6
  /** One that the program wants polled. */
  source: Source | null = null
  error = ''
  consoleWrite(stream: number, bytes: Uint8Array, lengthBytes: number): void {
    if (stream === 2) this.error += new TextDecoder().decode(bytes.subarray(0, lengthBytes))
  }
  monotonicNowNs(): number { return this.nowNs }
  wallNowMs(): number { return 0 }
  fillEntropy(): void {}
  bootArguments(): string[] { return ['x'] }
  environment(): string[] { return [] }
  wait(deadlineNs: number): void {
    assert.ok(deadlineNs > this.nowNs && deadlineNs < Infinity)
    this.nowNs = deadlineNs
  }
  exit(status: number): never { throw new Ended(status) }
  abort(report: string): never { throw new Error(report) }
}

/** Runs a program; what it logged, its status, and how many milliseconds passed. */
function run(program: (log: (text: string) => void, host: SimulatedHost) => unknown): { log: string; status: number; ms: number; error: string } {
  const host = new SimulatedHost()
  installHost(host)
  machineProcess.exitCode = undefined
  const log: string[] = []
  const loop = new EventLoop(host)
  // the simulated exit throws: it must not be taken for an error of the program
  let status = -1
  host.exit = (given) => {
    status = status === -1 ? given : status
    throw new Ended(status)
  }
  try {
    const promise = program((text) => log.push(text), host)
    if (host.source !== null) loop.addSource(host.source)
    if (promise instanceof OurPromise) loop.runUntilSettled(promise)
    loop.run()
  } catch (error) {
    if (!(error instanceof Ended)) {
      try {
        loop.failed(error)
      } catch {
        // ended
      }
    }
  }
  return { log: log.join(' '), status, ms: (host.nowNs - 5e6) / 1e6, error: host.error }
}

test('jobs, timers, immediates', () => {
  const result = run((log) => {
    setTimeout(() => { log('t1'); queueMicrotask(() => log('m1')) }, 1)
    setTimeout(() => log('t0'), 0)
    setTimeout((a, b) => log(`${a}${b}`), 5, 1, 2)
    setImmediate(() => { log('i'); setImmediate(() => log('i2')); queueMicrotask(() => log('mi')) })
    setImmediate(() => log('j'))
    queueMicrotask(() => log('m'))
    log('end')
  })
  assert.deepEqual(result, { log: 'end m i mi j i2 t1 m1 t0 12', status: 0, ms: 5, error: '' })
})

test('a job that is made while sources prepare for a wait runs before it', () => {
  const result = run((log, host) => {
    let isDone = false
    const promise = new OurPromise<void>((resolve) => {
      host.source = {
        poll: () => false,
        isReferenced: () => !isDone,
        deadlineNs: () => Infinity,
        prepareToWait: () => {
          resolve(undefined)
          return false
        },
      }
    })
    void promise.then(() => {
      isDone = true
      log('ran')
    })
  })
  assert.deepEqual([result.log, result.status], ['ran', 0])
})

test('late timers fire list by list, as in Node', () => {
  const result = run((log, host) => {
    setTimeout(() => log('a10'), 10)
    host.nowNs += 5e6
    setTimeout(() => log('b10'), 10)
    host.nowNs += 3e6
    setTimeout(() => log('c5'), 5)
    host.nowNs += 50e6
  })
  assert.equal(result.log, 'a10 b10 c5')
})

test('intervals, clearing, numbers, refresh, unref', () => {
  const result = run((log) => {
    let n = 0
    const interval = setInterval(() => {
      log(`tick${++n}`)
      if (n === 3) clearInterval(interval)
    }, 10)
    const doomed = setTimeout(() => log('never'), 1)
    clearTimeout(+(doomed as unknown as number))
    setTimeout(() => log('unreferenced'), 1000).unref()
    const again: Timeout = setTimeout(() => { log('again'); if (n < 2) again.refresh() }, 4)
  })
  assert.equal(result.log, 'again again tick1 again again tick2 again tick3')
  assert.equal(result.ms, 30)
})

test('statuses', () => {
  assert.equal(run(() => { machineProcess.exitCode = 5 }).status, 5)
  assert.equal(run(() => new OurPromise(() => undefined)).status, 13)
  assert.equal(run(() => { machineProcess.exitCode = 7; return new OurPromise(() => undefined) }).status, 7)
  assert.equal(run(() => { machineProcess.exit(300) }).status, 44)
  const rejected = run((log) => { OurPromise.reject(new Error('lost')); setTimeout(() => log('never'), 0) })
  assert.equal(rejected.status, 1)
  assert.match(rejected.error, /^Uncaught Error: lost/)
  assert.equal(rejected.log, '')
  assert.match(run(() => { OurPromise.reject(3) }).error, /with the reason "3"/)
  const thrown = run((log) => { queueMicrotask(() => log('job')); throw new Error('top') })
  assert.deepEqual([thrown.status, thrown.log], [1, 'job'])
  assert.equal(run((log) => setTimeout(() => { log('a'); throw new Error('x') }, 1)).status, 1)
})

test('wrong arguments', () => {
  assert.throws(() => setTimeout(undefined as never), (error: NodeJS.ErrnoException) => error.code === 'ERR_INVALID_ARG_TYPE'
    && error.message === 'The "callback" argument must be of type function. Received undefined' && error.name === 'TypeError'
    && `${error}` === `TypeError [ERR_INVALID_ARG_TYPE]: ${error.message}`)
  assert.throws(() => { machineProcess.exitCode = 1.5 }, /It must be an integer. Received 1.5/)
})
