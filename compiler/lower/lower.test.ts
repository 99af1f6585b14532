// What single constructs are lowered to, as text; everything is verified.

import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import ts from 'typescript'
import { emitOptions } from '../../tools/emit/emit.mjs'
import { loadProgram } from '../frontend/mod.ts'
import type { HirProgram } from '../hir/hir.ts'
import { printFunction } from '../hir/print.ts'
import { verifyFunction, verifyProgram } from '../hir/verify.ts'
import { lowerProgram } from './mod.ts'
import { EMIT_OPTIONS } from './source-text.ts'

const directory = mkdtempSync(join(tmpdir(), 'skerry-lower-'))
after(() => rmSync(directory, { recursive: true }))

function lower(text: string): HirProgram {
  const path = join(directory, 'p.ts')
  writeFileSync(path, text)
  const loaded = loadProgram(path, { withLibrary: false, check: false })
  assert.ok(loaded.ok)
  const lowered = lowerProgram(loaded.program)
  assert.ok(lowered.ok, JSON.stringify(lowered))
  verifyProgram(lowered.hir)
  return lowered.hir
}

/** The text of the function called `name`. */
function body(text: string, name: string): string {
  const hir = lower(text)
  const func = hir.functions.find((f) => f.symbol.endsWith(`.${name}`))
  assert.ok(func !== undefined, hir.functions.map((f) => f.symbol).join())
  return printFunction(func, hir)
}

function codes(text: string): string[] {
  const path = join(directory, 'p.ts')
  writeFileSync(path, text)
  const loaded = loadProgram(path, { withLibrary: false, check: false })
  if (!loaded.ok) return loaded.diagnostics.map((d) => d.code)
  const lowered = lowerProgram(loaded.program)
  return lowered.ok ? [] : lowered.diagnostics.map((d) => d.code)
}

test('a loop variable that no closure captures is an SSA value', () => {
  const text = body('export function f(n: number) { let s = 0; for (let i = 0; i < n; i++) s += i; return s }', 'f')
  assert.match(text, /phi i/)
  assert.doesNotMatch(text, /cell|local/)
  assert.match(text, /refine lt/)
})

test('a captured loop variable has a cell for each turn', () => {
  const text = body('export function f(out: (() => number)[]) { for (let i = 0; i < 3; i++) out.push(() => i) }', 'f')
  assert.equal(text.match(/cellNew/g)?.length, 3)
})

test('what is initialised before the closure and never assigned is captured by value', () => {
  const text = body('export function f(n: number) { const k = n + 1; return () => k }', 'f')
  assert.doesNotMatch(text, /cell/)
})

test('a function that names itself is its own closure', () => {
  const hir = lower(
    'export function f() { const fact = (n: number): number => n < 2 ? 1 : n * fact(n - 1); return fact(5) }',
  )
  const inner = hir.functions.find((f) => f.symbol.endsWith('.f.fact') || f.name === 'fact')!
  assert.equal(inner.captures.length, 0)
  assert.match(printFunction(inner, hir), /= self/)
})

test('a variable assigned in a try block is a local slot', () => {
  const text = body(
    'declare function g(): number\nexport function f() { let x = 0; try { x = g() } catch { return x } return x }', 'f',
  )
  assert.match(text, /localSet slot=0/)
  assert.match(text, /localGet slot=0/)
})

test('conditions refine variables in their branches', () => {
  const text = body(
    'export function f(x: unknown) { if (typeof x === "string" && x !== "") return x; return null }', 'f',
  )
  assert.match(text, /refine typeof string/)
  assert.match(text, /refine not === ""/)
})

test('fields that the constructor assigns first are defined with their values', () => {
  const text = body('export class P { x: number; y = 0; constructor(x: number) { this.x = x } }', 'P')
  assert.doesNotMatch(text, /setProp/)
  assert.equal(text.match(/defineField/g)?.length, 2)
})

test('a method is looked up before arguments that can run code, after those that cannot', () => {
  const text = body('export function f(a: any, b: any) { a.m(b); a.m(b.x) }', 'f')
  assert.match(text, /callMethod key=m v0 v1/)
  assert.match(text, /v\d+ = getProp key=m v0\n.*getProp key=x v1\n.*call key=m/)
})

test('coroutines keep in their frame only what lives across a suspension', () => {
  const hir = lower(
    'export function* f(n: number) { const dead = n + 1; yield dead; const kept = n * 2; yield 1; return kept }',
  )
  const resume = hir.functions.find((f) => f.coroutine === 'resume')!
  assert.deepEqual(resume.captures.map((capture) => capture.name), ['param', 'binary'])
})

test('only reached code is refused', () => {
  assert.deepEqual(codes('function f() { return /x/ }\nconsole.log(1)'), [])
  assert.deepEqual(codes('function f() { return /x/ }\nf()'), ['SK1300'])
  assert.deepEqual(codes('class C { m() { return 1n } }\nconsole.log(1)'), [])
  assert.deepEqual(codes('class C { m() { return 1n } }\nconsole.log(new C())'), ['SK1301'])
})

test('the verifier finds a use that its definition does not dominate', () => {
  const hir = lower('export function f(x: number) { let y = 1; if (x) y = x + 1; return y }')
  const func = hir.functions.find((f) => f.symbol.endsWith('.f'))!
  const inner = func.values.find((value) => 'op' in value && value.op === 'binary')!
  for (const block of func.blocks) if (block.terminator.op === 'return') block.terminator.value = inner.id
  assert.ok(verifyFunction(func).length > 0)
})

test('the text of functions is made by the emit that runs programs under Node', () => {
  assert.deepEqual(EMIT_OPTIONS, emitOptions(ts))
})
