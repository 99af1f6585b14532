// The import rules, the rule of ambient names and the rule of SAFETY lines hold over the project, and each of them finds
// a violation that is seeded for it.
import assert from 'node:assert/strict'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { projectRoot } from './tools/oracle.ts'
import { checkTree, type FileTree, type Violation } from './rules/check.ts'

/** Those that exist: git keeps no folder without files, and not every room is built yet. */
const checkedFolders = ['library', 'compiler', 'cli', 'appliances'].filter(folder => existsSync(join(projectRoot, folder)))

function readTree(): Map<string, string> {
  const tree = new Map<string, string>()
  const walk = (folder: string): void => {
    for (const item of readdirSync(join(projectRoot, folder)).sort()) {
      const path = `${folder}/${item}`
      if (statSync(join(projectRoot, path)).isDirectory()) walk(path)
      else if (item.endsWith('.ts') && !item.endsWith('.d.ts')) tree.set(path, readFileSync(join(projectRoot, path), 'utf8'))
    }
  }
  checkedFolders.forEach(walk)
  return tree
}

function show(violations: readonly Violation[]): string {
  return violations.map(({ path, line, message }) => `${path}:${line}: ${message}`).join('\n')
}

test('the project keeps its rules', () => {
  const tree = readTree()
  for (const room of ['library/', 'compiler/', 'cli/']) {
    assert.ok([...tree.keys()].some(path => path.startsWith(room)), `${room} was read`)
  }
  const violations = checkTree(tree)
  assert.equal(violations.length, 0, `\n${show(violations)}`)
})

/** Violations that a file seeded at `path` brings. */
function seeded(path: string, ...lines: string[]): string {
  const tree: FileTree = new Map([[path, lines.join('\n')]])
  return show(checkTree(tree))
}

test('twin: imports across rooms', () => {
  assert.match(seeded('library/base/x.ts', "import '../net/mod.ts'"), /library\/base\/x\.ts:1: .*base may import nothing/)
  assert.match(seeded('library/net/x.ts', '', "import type { A } from '../drivers/mod.ts'"), /x\.ts:2: .*net may import/)
  assert.match(seeded('library/net/x.ts', "export * from '../web/mod.ts'"), /net may import/)
  assert.match(seeded('library/net/x.ts', "const x = await import('../web/mod.ts')"), /net may import/)
  assert.match(seeded('library/net/x.ts', "let x: import('../web/mod.ts').X"), /net may import/)
  assert.match(seeded('library/drivers/x.ts', "import '../runtime/core/layout.ts'"), /drivers may import/)
  assert.match(seeded('library/globals/x.ts', "import '../runtime/intrinsics/shapes.ts'"), /globals may import/)
  assert.match(seeded('library/globals/x.ts', "import '../runtime/intrinsics/raw.ts'"), /raw memory operations/)
  assert.match(seeded('library/globals/x.ts', "import '../runtime/core/layout.ts'"), /globals may import/)
  assert.match(seeded('library/machine/x.ts', "import '../runtime/promise/mod.ts'"), /machine may import/)
  assert.match(seeded('library/runtime/x.ts', "import '../kernel/linux.ts'"), /runtime may import/)
  assert.match(seeded('library/net/x.ts', "import 'node:fs'"), /no package/)
  assert.match(seeded('library/web/x.ts', "import '../../compiler/mod.ts'"), /nothing outside itself/)
  assert.match(seeded('library/utils/x.ts', "import './y.ts'"), /not a room/)
  assert.equal(seeded('library/net/x.ts', "import '../base/mod.ts'", "import './y.ts'"), '')
  assert.equal(seeded('library/drivers/x.ts', "import '../runtime/intrinsics/mod.ts'"), '')
  assert.equal(seeded('library/globals/x.ts', "import '../runtime/intrinsics/mod.ts'"), '')
  assert.equal(seeded('library/kernel/x.ts', "import '../drivers/virtio/net.ts'"), '')
})

test('twin: imports of the other roofs', () => {
  assert.match(seeded('compiler/x.ts', "import '../library/base/mod.ts'"), /compiler\/ may import/)
  assert.match(seeded('compiler/x.ts', "import '../library/runtime/core/heap.ts'"), /compiler\/ may import/)
  assert.match(seeded('compiler/x.ts', "import 'lodash'"), /compiler\/ may import/)
  assert.match(seeded('compiler/a/x.ts', "import '../../test/tools/oracle.ts'"), /compiler\/ may import/)
  assert.match(seeded('cli/x.ts', "import '../library/base/mod.ts'"), /cli\/ may import/)
  assert.match(seeded('appliances/hello/x.ts', "import '../../library/net/mod.ts'"), /appliances\/ may import/)
  assert.equal(seeded('compiler/a/x.ts', "import ts from 'typescript'", "import '../b/y.ts'", "import 'node:fs'"), '')
  assert.equal(seeded('compiler/x.ts', "import '../library/runtime/core/layout.ts'"), '')
  assert.equal(seeded('cli/x.ts', "import '../compiler/mod.ts'"), '')
  assert.equal(seeded('appliances/hello/x.ts', "import 'skerry/net'"), '')
})

test('twin: ambient names', () => {
  for (const line of [
    'const now = Date.now()', 'const r = Math.random()', 'setTimeout(f, 1)', "console.log('x')", 'const o = { fetch }',
    'const p = [crypto][0]', 'export const f = (t = performance.now()) => t', 'globalThis.x', 'process.exit()',
  ]) assert.match(seeded('library/protocols/http/x.ts', line), /is ambient/, line)
  assert.equal(seeded('library/net/x.ts', 'const a = clock.now() + Math.min(1, 2)', 'o.fetch(); interface X { console: 1 }'), '')
  assert.equal(seeded('library/globals/x.ts', 'setTimeout(f, 1)'), '')
})

test('twin: raw operations only where they may be, and with a reason', () => {
  const use = "import { loadU8, type Address } from '../intrinsics/raw.ts'"
  assert.match(seeded('library/runtime/array/x.ts', use, '// SAFETY: no', 'loadU8(1, 2)'), /raw memory operations are only for/)
  assert.match(seeded('library/runtime/core/x.ts', use, 'export const f = () => loadU8(1, 2)'), /x\.ts:2: raw operations/)
  assert.equal(seeded('library/runtime/core/x.ts', use, '// SAFETY: 1 is mapped', 'loadU8(1, 2)'), '')
  assert.match(
    seeded('library/runtime/core/x.ts', use, '// SAFETY: 1 is mapped', 'loadU8(1, 2)', '// --- second', 'loadU8(3, 4)'),
    /x\.ts:5: raw operations/)
  assert.equal(seeded('library/runtime/core/x.ts', "import type { Address } from '../intrinsics/raw.ts'", 'let a: Address'), '')
})
