import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parseCommandLine } from './options.ts'
import { CliError } from './status.ts'

test('build with its options', () => {
  assert.deepEqual(parseCommandLine(['build', 'a.ts', '-o', 'out', '--seed', '7', '--dump', 'hir', '--dump', 'mir:after=inline']), {
    command: 'build',
    entry: 'a.ts',
    options: {
      target: 'linux', output: 'out', seed: 7, optimise: 'speed', dump: ['hir', 'mir:after=inline'], dumpOnly: null,
      verify: false, explain: false, verbose: false,
    },
  })
})

test('run passes arguments on', () => {
  const request = parseCommandLine(['run', 'a.ts', '--', '--seed', 'x'])
  assert.equal(request.command, 'run')
  assert.deepEqual(request.command === 'run' && request.programArguments, ['--seed', 'x'])
})

test('help and version need nothing else', () => {
  assert.deepEqual(parseCommandLine(['--help']), { command: 'help' })
  assert.deepEqual(parseCommandLine(['build', '-h']), { command: 'help' })
  assert.deepEqual(parseCommandLine(['--version']), { command: 'version' })
})

for (const [argv, message] of [
  [[], /no command given/],
  [['build'], /no file given/],
  [['bild', 'a.ts'], /unknown command "bild"/],
  [['doctor'], /not offered yet/],
  [['build', 'a.ts', 'b.ts'], /one file only/],
  [['build', 'a.ts', '--target', 'xen'], /not offered yet/],
  [['build', 'a.ts', '--target', 'mars'], /unknown target "mars"/],
  [['build', 'a.ts', '--seed', '-1'], /--seed/],
  [['build', 'a.ts', '--seed', '4294967296'], /--seed takes an integer/],
  [['build', 'a.ts', '--optimise', 'fun'], /--optimise takes speed or size/],
  [['build', 'a.ts', '--fast'], /--fast/],
  [['build', 'a.ts', '--dump', 'asm'], /--dump takes/],
  [['run', 'a.ts', '-o', 'x'], /keeps no image/],
] as [string[], RegExp][]) {
  test(`refused: skerry ${argv.join(' ')}`, () => {
    assert.throws(() => parseCommandLine(argv), (error) => error instanceof CliError && message.test(error.message))
  })
}
