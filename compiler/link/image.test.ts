// Whole programs in MIR text, compiled, linked and run on this machine.

import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { parseProgram } from '../mir/parse.ts'
import { runPasses } from '../passes/pipeline.ts'
import type { Image } from './image.ts'
import { compileMir } from './image.ts'

const directory = mkdtempSync(join(tmpdir(), 'skerry-image-'))
after(() => rmSync(directory, { recursive: true }))

/** Writing: `put` prints a box that is a number as its truncated integer and a newline. */
const SUPPORT = `
data global buffer i53
data global heapEnd i53
func write(i53, i53) -> none inline=never {
b0:
  v0: i53 = param 0
  v1: i53 = param 1
  v2: i53 = const 1
  v3: i53 = const 0
  v4: i53 = effect syscall v2 v2 v0 v1 v3 v3 v3
  return
}
; digits of an i53, most significant first, then a newline
func put(i53) -> none inline=never {
b0:
  v0: i53 = param 0
  v1: i53 = stackBoxes 4
  v2: i53 = const 0
  v3: i32 = const 10
  v4: bool = i53.lt v0 v2
  v5: i53 = i53.neg v0
  v6: i53 = select.i53 v4 v5 v0
  v7: i53 = const 31
  store.u8 v1 v3 [31]
  v8: i53 = const 10
  v9: i53 = const 1
  v10: i32 = const 48
  jump b1
b1: preds b0 b1
  v11: i53 = phi b0:v6 b1:v14
  v12: i53 = phi b0:v7 b1:v13
  v13: i53 = i53.sub v12 v9
  v14: i53 = i53.div v11 v8
  v15: i53 = i53.rem v11 v8
  v16: i32 = i53.toI32 v15
  v17: i32 = i32.add v16 v10
  store.u8 v1 v17 [v13*1]
  v18: bool = i53.ne v14 v2
  branch v18 b1 b2
b2:
  branch v4 b3 b4
b3:
  v19: i53 = i53.sub v13 v9
  v20: i32 = const 45
  store.u8 v1 v20 [v19*1]
  jump b4
b4: preds b2 b3
  v21: i53 = phi b2:v13 b3:v19
  v22: i53 = const 32
  v23: i53 = i53.add v1 v21
  v24: i53 = i53.sub v22 v21
  call write v23 v24
  return
}
`

/** Compiles a program with everything in SUPPORT and runs it. */
async function run(name: string, text: string): Promise<{ stdout: string; stderr: string; status: number | null; image: Image }> {
  const program = parseProgram(`start main\n${SUPPORT}\n${text}`)
  const image = await compileMir(program, { outputPath: join(directory, name), verify: true })
  const result = spawnSync(image.path, ['one', 'two'], { encoding: 'utf8', timeout: 10000 })
  return { stdout: result.stdout, stderr: result.stderr, status: result.status, image }
}

test('a program writes, and ends with status 0', async () => {
  const result = await run('hello', `
data bytes text 1 "68656c6c6f0a"
func main() -> none {
b0:
  v0: i53 = address text
  v1: i53 = const 6
  call write v0 v1
  return
}`)
  assert.equal(result.stdout, 'hello\n')
  assert.equal(result.status, 0)
  assert.ok(result.image.sizeBytes < 8192 * 2, `${result.image.sizeBytes} bytes`)
})

test('loops over integers and doubles', async () => {
  const result = await run('loops', `
func main() -> none {
b0:
  v0: i32 = const 0
  v1: f64 = const 0
  v2: i32 = const 1000
  v3: f64 = const 0.5
  v4: i32 = const 1
  jump b1
b1: preds b0 b2
  v5: i32 = phi b0:v0 b2:v8
  v6: f64 = phi b0:v1 b2:v9
  v7: bool = i32.lt v5 v2
  branch v7 b2 b3 likely
b2:
  v8: i32 = i32.add v5 v4
  v10: f64 = i32.toF64 v5
  v11: f64 = f64.mul v10 v3
  v9: f64 = f64.add v6 v11
  jump b1
b3:
  v12: i53 = f64.toI53 v6
  call put v12
  return
}`)
  assert.equal(result.stdout, '249750\n')
})

test('an exception goes to the handler of its block, through functions that do not catch it', async () => {
  const result = await run('exceptions', `
func thrower(i32) -> i32 throws inline=never {
b0:
  v0: i32 = param 0
  v1: i32 = const 3
  v2: bool = i32.eq v0 v1
  branch v2 b1 b2 unlikely
b1:
  v3: box = i32.toBox v0
  setPending v3
  throw
b2:
  v4: i32 = i32.mul v0 v0
  return v4
}
func between(i32) -> i32 throws inline=never {
b0:
  v0: i32 = param 0
  v1: i32 = call thrower v0 throws
  v2: i32 = const 1
  v3: i32 = i32.add v1 v2
  return v3
}
func main() -> none locals(i53) {
b0:
  v0: i32 = const 0
  v1: i32 = const 1
  v2: i32 = const 6
  v3: i53 = const 0
  localStore 0 v3
  jump b1
b1: preds b0 b3 b5
  v4: i32 = phi b0:v0 b3:v5 b5:v6
  v7: bool = i32.lt v4 v2
  branch v7 b2 b6
b2: handler b4
  localStore 0 v3
  v8: i32 = call between v4 throws
  v9: i53 = i32.toI53 v8
  localStore 0 v9
  call put v9
  jump b3
b3:
  v5: i32 = i32.add v4 v1
  jump b1
b4:
  v10: box = takePending
  v11: f64 = box.toF64 v10
  v12: f64 = const -0.5
  v13: f64 = f64.mul v11 v12
  v14: i53 = f64.toI53 v13
  call put v14
  jump b5
b5:
  v15: i53 = localLoad 0
  call put v15
  v6: i32 = i32.add v4 v1
  jump b1
b6:
  return
}`)
  assert.equal(result.stdout, '1\n2\n5\n-1\n0\n17\n26\n')
})

const SHAPE = (name: string, entry: string | null, size: number, kind = 'object'): string => JSON.stringify({
  kind, name, sizeBytes: size, pointerOffsets: [], properties: [], prototype: null, overflowOffset: 0, entry, functionInfo: null,
})

const ALLOCATOR = `
data shape sLatin1 ${SHAPE('string', null, 0, 'string.latin1')}
entry allocateSlow refill
data global chunks i53
; a fresh megabyte from the system for every refill; never frees
func refill(i53, i53, u32) -> i53 inline=never {
b0:
  v0: i53 = param 1
  v1: i53 = const 9
  v2: i53 = const 0
  v3: i53 = const 1048576
  v4: i53 = const 3
  v5: i53 = const 34
  v6: i53 = const -1
  v7: i53 = effect syscall v1 v2 v3 v4 v5 v6 v2
  v8: i53 = i53.add v7 v0
  v9: i53 = i53.add v7 v3
  effect setBump v8 v9
  v10: i53 = globalLoad chunks
  v11: i53 = const 1
  v12: i53 = i53.add v10 v11
  globalStore chunks v12
  return v7
}`

test('allocation: a list of 100,000 nodes, through refills', async () => {
  const result = await run('allocation', `${ALLOCATOR}
data shape node ${SHAPE('Node', null, 24)}
func main() -> none {
b0:
  v0: ref = word null
  v1: i32 = const 0
  v2: i32 = const 100000
  v3: i32 = const 1
  jump b1
b1: preds b0 b2
  v4: i32 = phi b0:v1 b2:v5
  v6: ref = phi b0:v0 b2:v7
  v8: bool = i32.lt v4 v2
  branch v8 b2 b3
b2:
  v7: ref = allocate node 24 7
  store.ref v7 v6 [8]
  v9: f64 = i32.toF64 v4
  store.f64 v7 v9 [16]
  v5: i32 = i32.add v4 v3
  jump b1
b3:
  v10: f64 = const 0
  jump b4
b4: preds b3 b5
  v11: ref = phi b3:v6 b5:v12
  v13: f64 = phi b3:v10 b5:v14
  v15: bool = ref.isNull v11
  branch v15 b6 b5
b5:
  v12: ref = load.ref v11 [8]
  v16: f64 = load.f64 v11 [16]
  v14: f64 = f64.add v13 v16
  jump b4
b6:
  v17: i53 = f64.toI53 v13
  call put v17
  v18: i53 = globalLoad chunks
  call put v18
  v19: u32 = ref.shape v6
  v20: i53 = u32.toI53 v19
  v21: i53 = address node
  v22: i53 = i53.sub v20 v21
  call put v22
  v23: u32 = load.u32 v6 [4]
  v24: i53 = u32.toI53 v23
  call put v24
  return
}`)
  assert.equal(result.stdout, '4999950000\n3\n0\n7\n')
})

test('the image heap holds each representation as memory does', async () => {
  const text = `${ALLOCATOR}
data shape node ${SHAPE('Node', null, 32)}
data global optional opt
data global boxed box
data global double f64
data global integer i32
data global truth bool
data global object ref
func show() -> none inline=never {
b0:
  v0: opt = globalLoad optional
  v1: bool = opt.isHole v0
  v2: i53 = bool.toI53 v1
  call put v2
  v3: box = globalLoad boxed
  v4: f64 = box.toF64 v3
  v5: i53 = f64.toI53 v4
  call put v5
  v6: f64 = globalLoad double
  v7: i53 = f64.toI53 v6
  call put v7
  v8: i32 = globalLoad integer
  v9: i53 = i32.toI53 v8
  call put v9
  v10: bool = globalLoad truth
  v11: i53 = bool.toI53 v10
  call put v11
  v12: ref = globalLoad object
  v13: ref = load.ref v12 [8]
  v14: f64 = load.f64 v13 [16]
  v15: i53 = f64.toI53 v14
  call put v15
  v16: u32 = load.u32 v13 [4]
  v17: i53 = u32.toI53 v16
  call put v17
  v18: ref = load.ref v12 [24]
  v19: bool = ref.isUndefined v18
  v20: i53 = bool.toI53 v19
  call put v20
  return
}
func change() -> none inline=never {
b0:
  v0: f64 = const 1
  v1: opt = f64.toOpt.known v0
  globalStore optional v1
  v2: box = word null
  globalStore boxed v2
  globalStore double v0
  v3: i32 = const 1
  globalStore integer v3
  v4: bool = const 0
  globalStore truth v4
  v5: ref = word null
  globalStore object v5
  return
}
func main() -> none {
b0:
  v0: opt = word hole
  globalStore optional v0
  v1: f64 = const -7
  v2: box = f64.toBox.known v1
  globalStore boxed v2
  globalStore double v1
  v3: i32 = const -5
  globalStore integer v3
  v4: bool = const 1
  globalStore truth v4
  v5: ref = allocate node 32 3
  v6: f64 = const 42
  store.f64 v5 v6 [16]
  v7: ref = allocate node 32 0
  store.ref v7 v5 [8]
  globalStore object v7
  call show
  call change
  effect halt v3
}
`
  const program = parseProgram(`start main\n${SUPPORT}\n${text}`)
  runPasses(program)
  assert.deepEqual([...program.data.values()].filter((data) => data.kind === 'object').map((data) => data.symbol), ['heap.0', 'heap.1'])
  const { stdout } = await run('image-heap', text)
  assert.equal(stdout, '1\n-7\n-7\n-5\n1\n42\n3\n1\n')
})

test('closures are called through their generic entry', async () => {
  const result = await run('entries', `${ALLOCATOR}
data shape adder ${SHAPE('adder', 'add', 8, 'closure')}
data closure adderClosure adder
func add(ref, box, i53, i53) -> box {
b0:
  v0: i53 = param 2
  v1: i53 = param 3
  v2: i53 = const 0
  v3: i53 = const 1
  v4: f64 = const 0
  jump b1
b1: preds b0 b2
  v5: i53 = phi b0:v2 b2:v6
  v7: f64 = phi b0:v4 b2:v8
  v9: bool = i53.lt v5 v0
  branch v9 b2 b3
b2:
  v10: box = load.box v1 [v5*8]
  v11: f64 = box.toF64 v10
  v8: f64 = f64.add v7 v11
  v6: i53 = i53.add v5 v3
  jump b1
b3:
  v12: box = f64.toBox v7
  return v12
}
func main() -> none throws {
b0:
  v0: ref = address adderClosure
  v1: box = word undefined
  v2: i32 = const 40
  v3: box = i32.toBox v2
  v4: f64 = const 2.5
  v5: box = f64.toBox v4
  v6: box = callEntry v0 v1 v3 v5 throws
  v7: f64 = box.toF64 v6
  v8: f64 = const 2
  v9: f64 = f64.mul v7 v8
  v10: i53 = f64.toI53 v9
  call put v10
  v11: i53 = stackBoxes 3
  store.box v11 v3 [0]
  store.box v11 v3 [8]
  store.box v11 v3 [16]
  v12: u32 = const 3
  v13: box = callEntrySpread v0 v1 v12 v11 throws
  v14: f64 = box.toF64 v13
  v15: i53 = f64.toI53 v14
  call put v15
  return
}`)
  assert.equal(result.stdout, '85\n120\n')
})

test('recursion without end becomes an exception; the stack below the limit is enough to make it', async () => {
  const result = await run('overflow', `
entry throwStackOverflow overflow
func overflow() -> none throws inline=never {
b0:
  v0: i32 = const 77
  v1: box = i32.toBox v0
  setPending v1
  throw
}
func forever(i32) -> i32 throws {
b0:
  v0: i32 = param 0
  v1: i32 = const 1
  v2: i32 = i32.add v0 v1
  v3: i32 = call forever v2 throws
  return v3
}
func main() -> none {
b0: handler b1
  v0: i32 = const 0
  v1: i32 = call forever v0 throws
  v2: i53 = i32.toI53 v1
  call put v2
  return
b1:
  v3: box = takePending
  v4: f64 = box.toF64 v3
  v5: i53 = f64.toI53 v4
  call put v5
  return
}`)
  assert.equal(result.stdout, '77\n')
})

test('static strings have header, length and hash', async () => {
  const result = await run('strings', `${ALLOCATOR}
data string greeting atom "hi\\u00e9"
func main() -> none {
b0:
  v0: ref = address greeting
  v1: u32 = load.u32 v0 [4]
  v2: i53 = u32.toI53 v1
  call put v2
  v3: u32 = load.u32 v0 [8]
  v4: i53 = u32.toI53 v3
  call put v4
  v5: i32 = load.u8 v0 [18]
  v6: i53 = i32.toI53 v5
  call put v6
  v7: i53 = effect atomsStart
  v8: u32 = load.u32 v7 [0]
  v9: ref = u32.toRef v8
  v10: u32 = load.u32 v9 [12]
  v11: i53 = u32.toI53 v10
  call put v11
  return
}`)
  const { stringHash } = await import('../emit/data.ts')
  assert.equal(result.stdout, `3\n${stringHash('hi\u00e9')}\n233\n1\n`)
})

test('stop ends with its report and status; halt with its status', async () => {
  const stopped = await run('stop', `
func main() -> none {
b0:
  stop 70 "skerry: out of \\"memory\\""
  unreachable
}`)
  assert.equal(stopped.stderr, 'skerry: out of "memory"\n')
  assert.equal(stopped.status, 70)
  const halted = await run('halt', `
func main() -> none {
b0:
  v0: i32 = const 13
  effect halt v0
  unreachable
}`)
  assert.equal(halted.status, 13)
})

test('callSpilled hands over an address below which callee-saved registers are found', async () => {
  const result = await run('spilled', `
func collect(i53) -> none inline=never {
b0:
  v0: i53 = param 0
  v1: i53 = effect stackBase
  v2: i53 = i53.sub v1 v0
  v3: i53 = const 0
  v4: bool = i53.gt v2 v3
  v5: i53 = bool.toI53 v4
  call put v5
  v6: i53 = const 7
  v7: i53 = i53.and v0 v6
  call put v7
  return
}
func main() -> none {
b0:
  callSpilled collect
  v0: i53 = effect globalsStart
  v1: i53 = effect globalsEnd
  v2: bool = i53.le v0 v1
  v3: i53 = bool.toI53 v2
  call put v3
  return
}`)
  assert.equal(result.stdout, '1\n0\n1\n')
})

test('a symbol that nothing defines fails the link with its name', async () => {
  await assert.rejects(run('undefined', `
data shape node ${SHAPE('Node', null, 24)}
data shape sLatin1 ${SHAPE('string', null, 0, 'string.latin1')}
data global keep ref
func main() -> none {
b0:
  v0: i53 = effect globalsStart
  v1: i53 = const 0
  v2: bool = i53.gt v0 v1
  branch v2 b1 b2
b1: preds b0
  v3: ref = allocate node 24 0
  globalStore keep v3
  jump b2
b2: preds b0 b1
  v5: ref = globalLoad keep
  v6: bool = ref.isUndefined v5
  branch v6 b3 b4
b3: preds b2
  stop 1 "nothing was kept"
  unreachable
b4: preds b2
  return
}`), /nothing defines skAllocateSlow/)
})
