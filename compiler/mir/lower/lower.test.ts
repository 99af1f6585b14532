// The lowering on small programs: what representation proofs turn into, and that every result passes the verifier.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ProgramBuilder, functionOf, opsOf } from './test-support.ts'
import type { FunctionBuilder } from './test-support.ts'

function lowered(define: (p: ProgramBuilder) => (b: FunctionBuilder) => void): ReturnType<ProgramBuilder['lower']> {
  const p = new ProgramBuilder()
  return p.lower(define(p))
}

/** Calls `name` with constants. */
function callWith(b: FunctionBuilder, global: number, ...values: number[]): number {
  const callee = b.add({ op: 'globalGet', global, check: false })
  const thisValue = b.const(undefined)
  return b.add({ op: 'call' }, callee, thisValue, ...values)
}

test('a sum of small integers is an i32 addition, called directly', () => {
  const mir = lowered((p) => {
    const sum = p.hoist(p.function('sum', 2, (b) => b.return(b.add({ op: 'binary', operator: 'add' }, b.param(0), b.param(1)))))
    return (b) => b.return(callWith(b, sum, b.const(1), b.const(2)))
  })
  assert.deepEqual(functionOf(mir, 'sum').params, ['i32', 'i32'])
  assert.ok(opsOf(mir, 'sum').includes('i32.add'))
  assert.ok(opsOf(mir, 'main').includes('call sum'))
})

test('addition of anything goes to the runtime', () => {
  const mir = lowered((p) => {
    const sum = p.hoist(p.function('sum', 2, (b) => b.return(b.add({ op: 'binary', operator: 'add' }, b.param(0), b.param(1)))))
    return (b) => {
      callWith(b, sum, b.const(1), b.const('a'))
      callWith(b, sum, b.const('b'), b.const(null))
      b.return(b.const(undefined))
    }
  })
  assert.ok(opsOf(mir, 'sum').includes('call addValues'))
})

test('a property of one layout is one load; dead stores are kept for literals', () => {
  const mir = lowered((p) => {
    const read = p.hoist(p.function('read', 1, (b) => b.return(b.add({ op: 'getProp', key: 'y' }, b.param(0)))))
    return (b) => b.return(callWith(b, read, b.add({ op: 'object', keys: ['x', 'y'] }, b.const(1), b.const(2.5))))
  })
  assert.deepEqual(opsOf(mir, 'read'), ['param', 'load f64'])
})

test('two layouts are told apart by shape, undefined throws what reading it does', () => {
  const mir = lowered((p) => {
    const read = p.hoist(p.function('read', 1, (b) => b.return(b.add({ op: 'getProp', key: 'y' }, b.param(0)))))
    return (b) => {
      callWith(b, read, b.add({ op: 'object', keys: ['x', 'y'] }, b.const(1), b.const(2)))
      callWith(b, read, b.add({ op: 'object', keys: ['y'] }, b.const('text')))
      b.return(callWith(b, read, b.const(undefined)))
    }
  })
  const ops = opsOf(mir, 'read')
  assert.ok(ops.includes('ref.shape'))
  assert.ok(ops.includes('call throwReadOfNullish'))
  assert.ok(!ops.includes('call getProperty'))
})

test('array elements: bounds test, load, append', () => {
  const mir = lowered((p) => {
    const get = p.hoist(p.function('get', 2, (b) => b.return(b.add({ op: 'getElem' }, b.param(0), b.param(1)))))
    const put = p.hoist(p.function('put', 3, (b) => {
      b.add({ op: 'setElem' }, b.param(0), b.param(1), b.param(2))
      b.return(b.const(undefined))
    }))
    return (b) => {
      const array = b.add({ op: 'array' }, b.const(1), b.const(2))
      callWith(b, put, array, b.const(2), b.const(7))
      b.return(callWith(b, get, array, b.const(1)))
    }
  })
  assert.ok(opsOf(mir, 'get').includes('u32.lt'))
  assert.ok(opsOf(mir, 'get').includes('call arrayGetSlow'))
  assert.equal(functionOf(mir, 'get').result, 'opt')
  assert.ok(opsOf(mir, 'put').includes('store i32'))
  assert.ok(opsOf(mir, 'put').includes('call arraySetSlow'))
})

test('a loop with a phi, and a value that a handler catches', () => {
  const mir = lowered((p) => {
    const count = p.hoist(p.function('count', 1, (b) => {
      const limit = b.param(0)
      const zero = b.const(0)
      const one = b.const(1)
      const head = b.newBlock()
      const body = b.newBlock()
      const done = b.newBlock()
      b.jump(head)
      b.enter(head)
      const i = b.phi(head, 'i')
      b.branch(b.add({ op: 'binary', operator: 'lt' }, i.id, limit), body, done)
      b.enter(body)
      const next = b.add({ op: 'binary', operator: 'add' }, i.id, one)
      b.jump(head)
      i.args.push(zero, next)
      b.enter(done)
      b.return(i.id)
    }))
    const guarded = p.hoist(p.function('guarded', 0, (b) => {
      const handler = b.newBlock()
      const inside = b.newBlock(handler.id)
      b.jump(inside)
      b.enter(inside)
      b.throw(b.const('gone'))
      b.enter(handler)
      b.return(b.add({ op: 'catch' }))
    }))
    return (b) => {
      callWith(b, guarded)
      b.return(callWith(b, count, b.const(10)))
    }
  })
  assert.ok(opsOf(mir, 'guarded').includes('takePending'))
  assert.equal(functionOf(mir, 'guarded').canThrow, false)
  assert.ok(opsOf(mir, 'count').includes('i32.lt') || opsOf(mir, 'count').includes('i53.lt'))
})

test('a function of which nothing is known is called through its generic entry', () => {
  const mir = lowered((p) => {
    const one = p.hoist(p.function('one', 1, (b) => b.return(b.param(0))))
    return (b) => {
      const callee = b.add({ op: 'globalGet', global: one, check: false })
      const list = b.add({ op: 'array' }, b.const(1))
      b.return(b.add({ op: 'callSpread' }, callee, b.const(undefined), list))
    }
  })
  assert.ok(opsOf(mir, 'main').includes('call applyArray'))
  assert.ok([...mir.functions.keys()].some((symbol) => symbol.endsWith('$entry')))
})
