// Every pure op, compiled and run over sample operands, against its meaning written in JavaScript: the table of constants
// that `fold` uses, and the words of docs/representations.md as 64-bit integers.

import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { compileMir } from '../link/image.ts'
import type { Rep } from '../mir/mir.ts'
import type { PureOpRow } from '../mir/ops.ts'
import { allEffectOps, allPureOps } from '../mir/ops.ts'
import { parseProgram } from '../mir/parse.ts'
import { EVALUATE } from '../passes/constants.ts'
import { PRELUDE, preludeLineCount } from './prelude.ts'

const view = new DataView(new ArrayBuffer(8))
const bitsOf = (x: number): bigint => (view.setFloat64(0, x), view.getBigUint64(0))
const numberOf = (bits: bigint): number => (view.setBigUint64(0, bits), view.getFloat64(0))

const UNDEFINED = 0x7ffcn << 48n
const HOLE = 0x7ffen << 48n
const NAN = 0x7ff8n << 48n
const BIAS = 2n << 48n
const ODD_NANS = [0xfff8000000000000n, 0x7ff8000000000001n, 0xffffffffffffffffn, UNDEFINED, HOLE]
const NUMBERS = [
  0, -0, 1, -1, 0.5, -0.5, -1.5, 2.5, 3, 255.99, 2147483647, 2147483648, -2147483648, -2147483649, 4294967295, 4294967296.5, -4294967297,
  2 ** 53, -(2 ** 53), 2 ** 53 + 2, 2 ** 62, 2 ** 63, -(2 ** 63), 2 ** 63 + 2048, 3 * 2 ** 62 + 2 ** 11, 2 ** 64 + 4096, -(2 ** 80) - 2 ** 31, 1.7e308, 5e-324,
  -1e20, 6755399441055744.5, 2 ** 83 + 2 ** 31, 2 ** 84, Infinity, -Infinity,
].map(bitsOf)

const integers = (values: number[]): bigint[] => values.map((value) => BigInt.asUintN(64, BigInt(value)))
const boxes = [...NUMBERS, NAN].map((bits) => bits + BIAS)
const WORDS = [0n, 2n, 4n, 6n, 8n]

/** Operands as 64-bit patterns, by representation. */
const SAMPLES: Record<Rep, bigint[]> = {
  i32: integers([0, 1, -1, 5, -7, 31, 32, 63, 65536, 2147483647, -2147483648, 123456789]),
  u32: integers([0, 1, 7, 31, 32, 65536, 2147483647, 2147483648, 4294967295, 123456789]),
  i53: integers([0, 1, -1, 7, -9, 4294967295, -4294967296, 2 ** 53, -(2 ** 53), 123456789012]),
  f64: [...NUMBERS, NAN, ...ODD_NANS],
  opt: [...NUMBERS, NAN, UNDEFINED, HOLE],
  bool: [0n, 1n],
  ref: [0n, 2n, 8n, 0x10n, 0x7f00deadbee8n],
  box: [...WORDS, 0x10n, 0x7f00deadbee8n, ...boxes],
  none: [],
}

const WIDTH_BITS: Partial<Record<Rep, number>> = { i32: 32, u32: 32, bool: 8 }

type Reference = (...words: bigint[]) => bigint | null
const truth = (value: boolean): bigint => value ? 1n : 0n
const isNaNBits = (bits: bigint): boolean => Number.isNaN(numberOf(bits))
const canonical = (bits: bigint): bigint => isNaNBits(bits) ? NAN : bits

function tests(rep: string): Record<string, Reference> {
  return {
    [`${rep}.isUndefined`]: (w) => truth(w === 0n), [`${rep}.isNull`]: (w) => truth(w === 2n),
    [`${rep}.isNullish`]: (w) => truth(w === 0n || w === 2n), [`${rep}.isHole`]: (w) => truth(w === 8n),
    [`${rep}.isPointer`]: (w) => truth(w >= 16n && w < BIAS), [`${rep}.holeToUndefined`]: (w) => w === 8n ? 0n : w,
  }
}

const same: Reference = (a, b) => truth(a === b)
const i64 = (word: bigint): bigint => BigInt.asIntN(64, word)

/** Operations on words; null where the operand is outside the operation's promise. */
const WORD_OPS: Record<string, Reference> = {
  ...tests('ref'), ...tests('box'),
  'ref.eq': same, 'ref.ne': (a, b) => truth(a !== b), 'box.sameWord': same, 'opt.sameWord': same, 'f64.sameBits': same,
  'box.isNumber': (w) => truth(w >= BIAS), 'box.isBoolean': (w) => truth(w === 4n || w === 6n),
  'box.isTrue': (w) => truth(w === 6n), 'box.isFalse': (w) => truth(w === 4n),
  'opt.isUndefined': (w) => truth(w === UNDEFINED), 'opt.isHole': (w) => truth(w === HOLE),
  'opt.isNumber': (w) => truth(w !== UNDEFINED && w !== HOLE), 'opt.holeToUndefined': (w) => w === HOLE ? UNDEFINED : w,
  'f64.toOpt': canonical, 'f64.toOpt.known': (w) => isNaNBits(w) && w !== NAN ? null : w, 'opt.toF64': (w) => w,
  'f64.toBox': (w) => canonical(w) + BIAS, 'f64.toBox.known': (w) => isNaNBits(w) && w !== NAN ? null : w + BIAS,
  'opt.toBox': (w) => w === UNDEFINED ? 0n : w === HOLE ? 8n : w + BIAS,
  'box.toF64': (w) => w >= BIAS ? w - BIAS : null,
  'box.toOpt': (w) => w >= BIAS ? w - BIAS : w === 0n ? UNDEFINED : w === 8n ? HOLE : null,
  'i32.toBox': (w) => bitsOf(Number(i64(w))) + BIAS, 'u32.toBox': (w) => bitsOf(Number(w)) + BIAS, 'i53.toBox': (w) => bitsOf(Number(i64(w))) + BIAS,
  'bool.toBox': (w) => w === 1n ? 6n : 4n, 'box.toBool': (w) => w === 4n || w === 6n ? truth(w === 6n) : null,
  'ref.toBox': (w) => w, 'box.toRef': (w) => w >= BIAS ? null : w, 'ref.toI53': (w) => w, 'i53.toRef': (w) => w, 'u32.toRef': (w) => w,
  'f64.copysign': (a, b) => isNaNBits(a) ? null : a & (1n << 63n) - 1n | b & 1n << 63n,
  'f64.fromWords': (a, b) => BigInt.asUintN(32, a) << 32n | b,
  'f64.highWord': (w) => BigInt.asUintN(64, BigInt.asIntN(32, w >> 32n)), 'f64.lowWord': (w) => BigInt.asUintN(32, w),
  'f64.isNegative': (w) => w >> 63n, 'f64.neg': (w) => isNaNBits(w) ? null : w ^ 1n << 63n, 'f64.abs': (w) => isNaNBits(w) ? null : w & (1n << 63n) - 1n,
  'f32.toBits': (w) => isNaNBits(w) ? null : (view.setFloat32(0, numberOf(w)), BigInt(view.getUint32(0))),
  'f32.fromBits': (w) => (view.setUint32(0, Number(w)), Number.isNaN(view.getFloat32(0)) ? null : bitsOf(view.getFloat32(0))),
  'u32.multiplyHigh': (a, b) => a * b >> 32n,
  'u32.ctz': (w) => w === 0n ? null : BigInt(31 - Math.clz32(Number(w & -w))),
  'i53.and': (a, b) => a & b, 'i53.or': (a, b) => a | b, 'i53.xor': (a, b) => a ^ b,
  'i53.div': (a, b) => b === 0n ? null : BigInt.asUintN(64, i64(a) / i64(b)), 'i53.rem': (a, b) => b === 0n ? null : BigInt.asUintN(64, i64(a) % i64(b)),
  'i53.shl': (a, b) => BigInt.asUintN(64, a << (b & 63n)), 'i53.shr': (a, b) => BigInt.asUintN(64, i64(a) >> (b & 63n)),
  'i53.ushr': (a, b) => a >> (b & 63n),
  ...Object.fromEntries((['i32', 'u32', 'i53', 'f64', 'opt', 'bool', 'ref', 'box'] as const).map((rep): [string, Reference] =>
    [`select.${rep}`, (condition, a, b) => condition === 1n ? a : b])),
}

function decode(word: bigint, rep: Rep): number {
  return rep === 'f64' ? numberOf(word) : Number(i64(word))
}

/** The word that the operation should give; null where it promises nothing. */
function expected(row: PureOpRow, words: bigint[]): bigint | null {
  const onWords = WORD_OPS[row.name]
  if (onWords !== undefined) return onWords(...words)
  const value = EVALUATE[row.name]?.(...words.map((word, i) => decode(word, row.operands[i]))) ?? null
  if (value === null) return null
  // −2^31 / −1 traps; the row leaves it to the caller.
  if (row.name === 'i32.div' || row.name === 'i32.rem') if (decode(words[1], 'i32') === -1 && decode(words[0], 'i32') === -2147483648) return null
  return row.result === 'f64' ? bitsOf(value) : BigInt.asUintN(64, BigInt(value))
}

interface Cases { row: PureOpRow; operands: bigint[][]; results: bigint[] }

function casesOf(row: PureOpRow): Cases {
  let operands: bigint[][] = [[]]
  for (const rep of row.operands) operands = operands.flatMap((before) => SAMPLES[rep].map((word) => [...before, word]))
  if (operands.length > 1500) operands = operands.filter((_, i) => i % 7 === 0)
  const cases: Cases = { row, operands: [], results: [] }
  for (const words of operands) {
    const result = expected(row, words)
    if (result === null) continue
    cases.operands.push(words)
    cases.results.push(BigInt.asUintN(WIDTH_BITS[row.result] ?? 64, result))
  }
  return cases
}

/** A loop over a table of operands that stores each result. */
function functionText(cases: Cases, n: number): string {
  const { row } = cases
  const bytes = Buffer.alloc(cases.operands.length * row.operands.length * 8)
  cases.operands.flat().forEach((word, i) => bytes.writeBigUInt64LE(word, i * 8))
  const stride = row.operands.length
  const loads = row.operands.map((rep, i) => `  v${20 + i}: ${rep} = load.${rep} v1 [v7*8+${i * 8}]`).join('\n')
  return `
data bytes table${n} 8 "${bytes.toString('hex')}"
func run${n}(i53) -> none inline=never {
b0:
  v0: i53 = param 0
  v1: i53 = address table${n}
  v2: i53 = const 0
  v3: i53 = const ${cases.operands.length}
  v4: i53 = const 1
  v8: i53 = const ${stride}
  jump b1
b1: preds b0 b2
  v5: i53 = phi b0:v2 b2:v6
  v9: bool = i53.lt v5 v3
  branch v9 b2 b3
b2:
  v7: i53 = i53.mul v5 v8
${loads}
  v30: ${row.result} = ${row.name}${row.operands.map((_, i) => ` v${20 + i}`).join('')}
  store.${row.result} v0 v30 [v5*8]
  v6: i53 = i53.add v5 v4
  jump b1
b3:
  return
}`
}

test('every pure op computes what its row says', async () => {
  const all = allPureOps().filter((row) => row.name !== 'ref.shape').map(casesOf)
  for (const cases of all) assert.ok(cases.operands.length > 0, `no reference for ${cases.row.name}`)
  const total = all.reduce((sum, cases) => sum + cases.operands.length, 0)
  let offset = 0
  const calls = all.map((cases, n) => {
    const text = `  v${n * 2 + 2}: i53 = const ${offset * 8}\n  v${n * 2 + 3}: i53 = i53.add v1 v${n * 2 + 2}\n  call run${n} v${n * 2 + 3}`
    offset += cases.operands.length
    return text
  })
  const last = all.length * 2 + 10
  const program = parseProgram(`start main
data shape text ${JSON.stringify({ kind: 'string.latin1', name: '', sizeBytes: 0, pointerOffsets: [], properties: [], prototype: null, overflowOffset: 0, entry: null, functionInfo: null })}
${all.map(functionText).join('\n')}
func main() -> none {
b0:
  v${last}: i53 = const 9
  v${last + 1}: i53 = const 0
  v${last + 2}: i53 = const ${total * 8}
  v${last + 3}: i53 = const 3
  v${last + 4}: i53 = const 34
  v${last + 5}: i53 = const -1
  v1: i53 = effect syscall v${last} v${last + 1} v${last + 2} v${last + 3} v${last + 4} v${last + 5} v${last + 1}
${calls.join('\n')}
  v${last + 6}: i53 = const 1
  v${last + 7}: i53 = effect syscall v${last + 6} v${last + 6} v1 v${last + 2} v${last + 1} v${last + 1} v${last + 1}
  return
}`)
  const directory = mkdtempSync(join(tmpdir(), 'skerry-ops-'))
  try {
    const image = await compileMir(program, { outputPath: join(directory, 'ops'), verify: true })
    const { stdout } = spawnSync(image.path, { timeout: 10000, maxBuffer: 1 << 26 })
    assert.equal(stdout.length, total * 8)
    let at = 0
    for (const { row, operands, results } of all) {
      operands.forEach((words, i) => {
        const mask = (1n << BigInt(WIDTH_BITS[row.result] ?? 64)) - 1n
        const got = stdout.readBigUInt64LE(at) & mask
        at += 8
        // The bits of a NaN that arithmetic makes are not specified; `toOpt` and `toBox` make them so.
        const isAnyNaN = row.result === 'f64' && isNaNBits(results[i]) && isNaNBits(got)
        if (got !== results[i] && !isAnyNaN) {
          assert.fail(`${row.name}(${words.map((word) => `0x${word.toString(16)}`).join(', ')}) gave 0x${got.toString(16)}, not 0x${results[i].toString(16)}`)
        }
      })
    }
  } finally {
    rmSync(directory, { recursive: true })
  }
})

test('the prelude has under 300 lines and no loop', () => {
  assert.ok(preludeLineCount() < 300)
  assert.doesNotMatch(PRELUDE.replace(/\/\*.*?\*\//gs, ''), /\b(for|while|do)\b/)
  for (const row of allEffectOps()) assert.doesNotMatch(row.c, /\b(for|while|do)\b/)
})
