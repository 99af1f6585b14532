// Whole programs in MIR text, compiled, linked and run on this machine.

import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { parseProgram } from '../mir/parse.ts'
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
