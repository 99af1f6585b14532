// String against the host: every method over a grid of receivers and arguments, results and errors alike. Case
// conversion of every code point is compared under the oracle only, because it depends on the version of Unicode.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { toLowerCase, toUpperCase } from './case.ts'
import { String as OurString, stringCall } from './string.ts'

const isOracle = process.version.startsWith('v26.')

/** What a call gives or throws. */
function outcome(run: () => unknown): string {
  try {
    const result = run()
    return `${typeof result} ${Object.is(result, -0) ? '-0' : JSON.stringify(result)}`
  } catch (error) {
    return String(error)
  }
}

function same(ours: () => unknown, theirs: () => unknown, message?: string): void {
  assert.equal(outcome(ours), outcome(theirs), message)
}

type Methods = Record<string | symbol, (...args: unknown[]) => unknown>
const ours = OurString.prototype as unknown as Methods
const theirs = String.prototype as unknown as Methods

const receivers: unknown[] = [
  '', 'a', 'abc', 'abcabcabc', 'aaaa', ' \t\n\u00a0\ufeffpadded\u2028 ', 'H\u00c9LLO w\u00f6rld',
  '\ud83d\ude00x\ud83d', '\ude00\ud83dy', '\u03a3\u0391\u03a3 \u03a3',
  'stra\u00dfe \u00ff\u00b5', '\u0130stanbul', '$a$b', 'x,y,,z,', 42, -0, true, null, undefined, ['q', 'r'],
  Object('boxed'), { toString: () => 'made' }, Symbol('s'),
]
const argumentLists: unknown[][] = [
  [], [undefined], [null], [0], [1], [-1], [2.7], [NaN], [Infinity], [-Infinity], ['1'], ['a'], ['bc'], ['abc'],
  [''], [','], ['x'],
  ['a', 1], ['a', -5], ['a', 100], ['a', NaN], ['a', undefined], ['', 2], [1, 2], [2, 1], [-2, -1], [1, -1], [-3, 2],
  [0, Infinity], ['c', 4],
  [5, 'xy'], [5, ''], [5, undefined], [7, '\ud83d\ude00'],
  ['a', '$$|$&|$`|$\'|$1|$<n>|$'], ['a', (m: string, p: number, s: string) => `[${m}${p}${s}]`],
  ['', '-'], [',', 2], [',', 0], ['', 3], ['a', 'b'], [undefined, 0], [{ toString: () => 'b' }, 'B'], [Symbol('t')],
  [{}], [{ valueOf: () => 2 }], [3, 3],
]
const names = [
  'at', 'charAt', 'charCodeAt', 'codePointAt', 'concat', 'endsWith', 'includes', 'indexOf', 'isWellFormed',
  'lastIndexOf', 'padEnd', 'padStart', 'repeat',
  'replace', 'replaceAll', 'slice', 'split', 'startsWith', 'substr', 'substring', 'toLowerCase', 'toString',
  'toUpperCase', 'toWellFormed', 'trim',
  'trimEnd', 'trimStart', 'trimLeft', 'trimRight', 'valueOf', 'anchor', 'big', 'blink', 'bold', 'fixed', 'fontcolor',
  'fontsize', 'italics', 'link', 'small',
  'strike', 'sub', 'sup',
]

/** Their `length` is that of a rest parameter; the specification says 1. */
const restParameters = new Set(['concat'])

for (const name of names) {
  test(`String.prototype.${name}`, () => {
    if (!restParameters.has(name)) assert.equal(ours[name].length, theirs[name].length, 'length')
    for (const receiver of receivers) {
      for (const args of argumentLists) {
        const message = `${name} of ${String(receiver)} with ${args.map(String).join(', ')}`
        same(() => ours[name].apply(receiver, args), () => theirs[name].apply(receiver, args), message)
      }
    }
  })
}

test('protocols of replace and split', () => {
  const custom = {
    [Symbol.replace](text: unknown, value: unknown) { return `replaced ${String(text)} ${String(value)}` },
    [Symbol.split](text: unknown, limit: unknown) { return ['split', text, limit] },
  }
  const bad: object[] = [
    { [Symbol.replace]: 1, [Symbol.split]: {} }, { [Symbol.replace]: null, [Symbol.split]: null, toString: () => 'a' },
  ]
  const matching: object[] = [
    { [Symbol.match]: true, flags: 'x' }, { [Symbol.match]: true, flags: 'g', toString: () => 'a' },
    { [Symbol.match]: 1, flags: null },
  ]
  for (const argument of [custom, ...bad, ...matching]) {
    for (const name of ['replace', 'replaceAll', 'split', 'startsWith', 'endsWith', 'includes']) {
      for (const receiver of ['banana', 7, null]) {
        same(() => ours[name].call(receiver, argument, 'v'), () => theirs[name].call(receiver, argument, 'v'), name)
      }
    }
  }
})

test('limits of length', () => {
  for (const [name, args] of [
    ['repeat', [2 ** 29]], ['repeat', [-1.5]], ['repeat', [2 ** 40]], ['padStart', [2 ** 30]], ['padEnd', [2 ** 53]],
    ['padEnd', [2 ** 30, '']], ['repeat', ['-3']],
  ] as [string, unknown[]][]) {
    same(() => ours[name].apply('ab', args), () => theirs[name].apply('ab', args), name)
  }
  assert.equal(ours.repeat.call('', 2 ** 31), '')
  assert.equal(ours.repeat.call('xyz', 1001), 'xyz'.repeat(1001))
})

test('statics and calls', () => {
  const lists: unknown[][] = [
    [], [65], [65, 66.9, 0x10041], [-1], ['66'], [NaN], [0x1f600], [0x1f600, 97], [0x110000], [1.5], ['x'], [{}],
    [undefined], [-0], [2 ** 40 + 65],
  ]
  for (const args of lists) {
    for (const name of ['fromCharCode', 'fromCodePoint'] as const) {
      same(() => OurString[name](...args), () => String[name](...args as number[]), `${name}(${String(args)})`)
    }
  }
  const templates: unknown[][] = [
    [], [null], [{}], [{ raw: null }], [{ raw: 'abc' }, 1, 2, 3], [{ raw: { length: 2, 0: 'x' } }, 1], [{ raw: [] }],
    [{ raw: 'ab' }],
  ]
  for (const args of templates) {
    same(() => OurString.raw(...args as [unknown]), () => String.raw(...args as [{ raw: string }]))
  }
  for (const value of receivers) {
    same(() => stringCall(value), () => String(value))
    same(() => new OurString(value).valueOf(), () => new String(value).valueOf())
  }
  assert.equal(stringCall(), '')
  class Sub extends OurString {}
  assert.ok(new Sub('x') instanceof Sub)
})

test('iteration by code points', () => {
  for (const text of ['', 'abc', '\ud83d\ude00x\ud83d', '\ude00\ud83dy']) {
    assert.deepEqual([...{ [Symbol.iterator]: () => OurString.prototype[Symbol.iterator].call(text) }], [...text])
  }
  same(() => ours[Symbol.iterator].call(null), () => theirs[Symbol.iterator].call(null))
})

test('case conversion of Latin-1', () => {
  for (let code = 0; code < 256; code++) {
    const character = String.fromCharCode(code)
    for (const text of [character, `a${character}Z`, `\u0100${character}`]) {
      assert.equal(toUpperCase(text), text.toUpperCase())
      assert.equal(toLowerCase(text), text.toLowerCase())
    }
  }
  const long = 'The Quick BROWN fox '.repeat(50)
  assert.equal(toUpperCase(long), long.toUpperCase())
  assert.equal(toLowerCase(long), long.toLowerCase())
})

const skip = !isOracle && 'depends on the version of Unicode'
test('case conversion of every code point, and the final sigma beside it', { skip }, () => {
  for (let code = 0; code < 0x110000; code++) {
    const text = String.fromCodePoint(code)
    if (toUpperCase(text) !== text.toUpperCase()) assert.fail(`upper case of ${code.toString(16)}`)
    if (toLowerCase(text) !== text.toLowerCase()) assert.fail(`lower case of ${code.toString(16)}`)
    if (code > 0x3000 && code % 37 !== 0) continue
    const s = '\u03a3'
    const arounds = [
      text + s, `A${text}${s}`, `A${s}${text}`, `A${s}${text}A`, text + s + text, `A${text}${text}${s} ${s}`,
    ]
    for (const around of arounds) {
      if (toLowerCase(around) !== around.toLowerCase()) assert.fail(`final sigma beside ${code.toString(16)}`)
    }
  }
})
