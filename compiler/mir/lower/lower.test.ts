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

test('a property of one layout is one load, whichever site made the object', () => {
  const mir = lowered((p) => {
    const read = p.hoist(p.function('read', 1, (b) => b.return(b.add({ op: 'getProp', key: 'y' }, b.param(0)))))
    return (b) => {
      callWith(b, read, b.add({ op: 'object', keys: ['x', 'y'] }, b.const(1), b.const(2.5)))
      b.return(callWith(b, read, b.add({ op: 'object', keys: ['x', 'y'] }, b.const(1), b.const(3.5))))
    }
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

/** `class Point { constructor(x) { this.x = x }  get twice() { return this.x * 2 }  move(d) { this.x += d; return this } }` */
function pointClass(p: ProgramBuilder): { make: (b: FunctionBuilder) => number } {
  const constructor = p.function('Point', 1, (b) => {
    const self = b.add({ op: 'this' })
    b.add({ op: 'defineField', key: 'x', enumerable: true }, self, b.param(0))
    b.return(b.const(undefined))
  }, 'classConstructor')
  constructor.usesThis = true
  const move = p.function('move', 1, (b) => {
    const self = b.add({ op: 'this' })
    const x = b.add({ op: 'getProp', key: 'x' }, self)
    b.add({ op: 'setProp', key: 'x' }, self, b.add({ op: 'binary', operator: 'add' }, x, b.param(0)))
    b.return(self)
  }, 'method')
  move.usesThis = true
  const twice = p.function('get twice', 0, (b) => {
    const x = b.add({ op: 'getProp', key: 'x' }, b.add({ op: 'this' }))
    b.return(b.add({ op: 'binary', operator: 'mul' }, x, b.const(2)))
  }, 'getter')
  twice.usesThis = true
  const id = p.program.classes.length
  p.program.classes.push({
    id, name: 'Point', symbol: 'Point', constructorFunction: constructor.id, hasSuper: false, evaluatedOnce: true, isGeneric: false,
    isLibrary: false, hasPrivateNames: false, hidesConstructor: false, sourceText: 'class Point {}', place: constructor.place,
  })
  constructor.class = id
  return {
    make: (b) => {
      const klass = b.add({ op: 'classNew', class: id })
      const prototype = b.add({ op: 'classPrototype' }, klass)
      b.add({ op: 'defineMethod', key: 'move', kind: 'method', enumerable: false }, prototype, b.add({ op: 'closure', func: move.id }))
      b.add({ op: 'defineMethod', key: 'twice', kind: 'get', enumerable: false }, prototype, b.add({ op: 'closure', func: twice.id }))
      return klass
    },
  }
}

test('a class: allocation by shape, constructor, method and getter called directly', () => {
  const mir = lowered((p) => {
    const { make } = pointClass(p)
    return (b) => {
      const point = b.add({ op: 'construct' }, make(b), b.const(3))
      const moved = b.add({ op: 'callMethod', key: 'move' }, point, b.const(4))
      b.return(b.add({ op: 'getProp', key: 'twice' }, moved))
    }
  })
  const ops = opsOf(mir, 'main')
  for (const name of ['Point', 'move', 'get twice']) assert.ok(ops.includes(`call ${name}`), name)
  assert.ok(!ops.some((op) => op === 'callEntry' || op === 'call getProperty'))
})

test('a method of objects or strings is found for each', () => {
  const mir = lowered((p) => {
    const { make } = pointClass(p)
    const call = p.hoist(p.function('call', 1, (b) => b.return(b.add({ op: 'callMethod', key: 'move' }, b.param(0), b.const(1)))))
    return (b) => {
      callWith(b, call, b.add({ op: 'construct' }, make(b), b.const(3)))
      callWith(b, call, b.const('text'))
      b.return(b.const(undefined))
    }
  })
  assert.ok(opsOf(mir, 'call').includes('call move'))
})

test('a closure keeps a cell; what it captures is read by slot', () => {
  const mir = lowered((p) => {
    const inner = p.function('inner', 0, (b) => {
      const cell = b.add({ op: 'captureGet', index: 0 })
      const next = b.add({ op: 'binary', operator: 'add' }, b.add({ op: 'cellGet' }, cell), b.const(1))
      b.add({ op: 'cellSet' }, cell, next)
      b.return(next)
    }, 'arrow')
    inner.captures.push({ name: 'n', cell: true })
    return (b) => {
      const closure = b.add({ op: 'closure', func: inner.id }, b.add({ op: 'cellNew' }, b.const(0)))
      b.add({ op: 'call' }, closure, b.const(undefined))
      b.return(b.add({ op: 'call' }, closure, b.const(undefined)))
    }
  })
  assert.ok(opsOf(mir, 'main').includes('call inner'))
  assert.deepEqual(functionOf(mir, 'inner').params, ['ref'])
})

test('typed arrays are raw loads and stores', () => {
  const mir = lowered((p) => {
    const sum = p.hoist(p.function('sum', 1, (b) => {
      const view = b.param(0)
      b.add({ op: 'setElem' }, view, b.const(1), b.const(300))
      b.return(b.add({ op: 'binary', operator: 'bitor' }, b.add({ op: 'getElem' }, view, b.const(1)), b.const(0)))
    }))
    return (b) => {
      const buffer = b.add({ op: 'intrinsic', name: 'newBuffer' }, b.const(16))
      const view = b.add({ op: 'intrinsic', name: 'newView' }, b.const('Uint8Array'), buffer, b.const(0), b.const(16))
      b.return(callWith(b, sum, view))
    }
  })
  const ops = opsOf(mir, 'sum')
  assert.ok(ops.includes('store u8') && ops.includes('load u8'))
  assert.equal(functionOf(mir, 'sum').result, 'i32')
})
