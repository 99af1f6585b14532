// The text form's round trip, and the verifier's rules, each with a program that breaks it.

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parseProgram } from './parse.ts'
import { printProgram } from './print.ts'
import { verifyProgram } from './verify.ts'

const SAMPLE = `\
file 0 "a.ts" "/program/a.ts"
file 1 "skerry:array" "/library/array.ts" library
start main
entry allocateSlow "slow path; of it"
data string s1 atom "a \\"quoted\\" text {\\"kind\\":1}"
data shape S {"kind":"object","name":"S","sizeBytes":16,"pointerOffsets":[8],"properties":[],"prototype":null,"overflowOffset":0,"entry":null,"functionInfo":null}
data closure c1 S
data global g box
data symbol wk "Symbol.iterator"
data bytes raw 8 "00ff10"

func "slow path; of it"(i53, i53, u32) -> i53 inline=never library {
b0:
  v0: i53 = param 0
  return v0
}

func main() -> none locals(box, f64) throws depth name="main of a" @0:1:1 {
b0:
  v0: i32 = const -5
  v1: f64 = const -0
  v2: f64 = const NaN
  v3: f64 = const -Infinity
  v4: f64 = const 1e+300
  v5: f64 = const 5e-324
  v6: box = word hole
  v7: ref = address s1
  v8: i32 = i32.add v0 v0 @0:2:3
  v9: i53 = const 4
  v10: f64 = load.f64 v7 [v9*8-16] volatile region=element
  v11: u32 = load.u32 v7 [4] invariant
  store.box v7 v6 [v8*8] region="odd region"
  v13: ref = allocate S 16 0
  v14: i53 = const 24
  v15: ref = allocateSized S v14 v11
  v16: i53 = stackBoxes 3
  effect copyBytes v16 v16 v14
  globalStore g v6
  localStore 0 v6
  switch v8 -1:b1 5:b2 otherwise b1
b1: preds b0 b2 handler b3
  v20: i32 = phi b0:v8 b2:v8
  v21: box = callEntry v7 v6 v6 throws @0:3:1
  v22: box = callEntrySpread v7 v6 v11 v16 throws
  keepAlive v13
  return
b2: preds b0
  v23: bool = i32.lt v0 v8
  branch v23 b1 b4 unlikely
b3:
  v24: box = takePending
  setPending v24
  throw
b4: preds b2
  stop 70 "no; more \\"memory\\""
  unreachable
}
`

test('what is printed reads back as itself', () => {
  const once = printProgram(parseProgram(SAMPLE))
  assert.equal(once, SAMPLE)
  assert.equal(printProgram(parseProgram(once)), once)
})

test('the sample is right', () => {
  assert.deepEqual(verifyProgram(parseProgram(SAMPLE)), [])
})

/** One function called main with this body. */
function problems(body: string, head = 'func main() -> none'): string {
  return verifyProgram(parseProgram(`start main\n${head} {\n${body}\n}`)).join('\n')
}

test('the verifier finds operands of the wrong representation', () => {
  assert.match(problems('b0:\n v0: i32 = const 1\n v1: f64 = f64.add v0 v0\n return'), /operand 0 v0 is i32, not f64/)
  assert.match(problems('b0:\n v0: i32 = const 1.5\n return'), /1.5 is no i32/)
  assert.match(problems('b0:\n v0: i32 = const 1\n branch v0 b1 b1\nb1:\n return'), /condition v0 is i32, not bool/)
  assert.match(problems('b0:\n v0: i32 = const 1\n v1: box = i32.add v0 v0\n return'), /the result is box, not i32/)
})

test('the verifier finds uses that their definition does not dominate', () => {
  const body = `b0:
  v0: bool = const 1
  branch v0 b1 b2
b1:
  v1: i32 = const 1
  jump b2
b2: preds b0 b1
  v2: i32 = i32.add v1 v1
  return`
  assert.match(problems(body), /v1 is used where its definition may not have been executed/)
})

test('the verifier finds a handler that uses what a throwing block may not have reached', () => {
  const callee = 'func f() -> i32 throws {\nb0:\n throw\n}'
  const text = (use: string): string => `start main
func main() -> none {
b0: handler b1
  v0: i32 = const 1
  v1: i32 = call f throws
  v2: i32 = const 2
  return
b1:
  v3: i32 = i32.add ${use} ${use}
  return
}
${callee}`
  assert.deepEqual(verifyProgram(parseProgram(text('v0'))), [])
  assert.match(verifyProgram(parseProgram(text('v2'))).join(), /v2 is used where/)
  assert.match(verifyProgram(parseProgram(text('v1'))).join(), /v1 is used where/)
})

test('the verifier finds wrong predecessors, phis of handlers and unreachable blocks', () => {
  assert.match(problems('b0:\n return\nb1:\n return'), /b1: cannot be reached/)
  const handler = `b0: handler b1
  throw
b1: preds b2
  return
b2:
  jump b1`
  assert.match(problems(handler), /a handler has ordinary predecessors/)
})

test('the verifier finds exceptions that leave a function said not to throw', () => {
  assert.match(problems('b0:\n throw'), /an exception leaves/)
  assert.equal(problems('b0:\n throw', 'func main() -> none throws'), '')
})

test('the verifier proves that the collector reaches no allocation', () => {
  const text = (inner: string): string => `start main
data shape S {"kind":"object","name":"S","sizeBytes":16,"pointerOffsets":[],"properties":[],"prototype":null,"overflowOffset":0,"entry":null,"functionInfo":null}
func main() -> none {
b0:
  callSpilled collect
  v0: ref = allocate S 16 0
  return
}
func collect(i53) -> none {
b0:
  call mark
  return
}
func mark() -> none {
b0:
${inner}
  return
}`
  assert.deepEqual(verifyProgram(parseProgram(text(''))), [])
  assert.match(verifyProgram(parseProgram(text('  v0: ref = allocate S 16 0'))).join(), /the collector reaches allocate: collect → mark/)
})
