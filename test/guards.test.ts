// Each guard holds, and each has a twin: the same test over a copy of the tool without the guard must fail.
import assert from 'node:assert/strict'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { projectRoot, runProcess } from './tools/oracle.ts'
import { buildWith, patchedCopy, type Patch } from './tools/patched-copy.ts'

const folder = join(projectRoot, 'build/guards')

interface Guard {
  readonly name: string
  readonly program: string
  readonly environment?: Record<string, string>
  /** What the test needs of the tool's source beside what it is: a violation that no program can write. */
  readonly violation?: Patch
  /** Takes the guard out. */
  readonly without: Patch
  /** stdout, exit status and signal with the guard. */
  readonly expected: { stdout: string; status: number | null; signal: string | null }
}

const FINE = { status: 0, signal: null }

const guards: Guard[] = [
  {
    name: 'bounds of arrays',
    program: `
      const values = [1, 2, 3].concat(process.argv.length > 99 ? [4] : [])
      const others = [7, 8, 9]
      let at = values.length
      console.log(values[at], others[at + process.argv.length], values.length)`,
    without: {
      file: 'compiler/mir/lower/arrays.ts', text: 'const within = index.type.low >= 0 ? isBelow :',
      becomes: "const within = index.type.low >= 0 ? b.const('bool', 1) :",
    },
    expected: { ...FINE, stdout: 'undefined undefined 3\n' },
  },
  {
    name: 'the least length of arrays',
    program: `
      const pair = [1.5, 2.5]
      if (process.argv.length > 0) pair.pop()
      const [first, second] = pair
      console.log(first, second, pair[1])`,
    without: {
      file: 'compiler/analyse/tuples.ts', text: '  if ((site.leastLength ?? 0) > length) lengthAtLeast(solver, site, 0)\n', becomes: '',
    },
    expected: { ...FINE, stdout: '1.5 undefined undefined\n' },
  },
  {
    name: 'bounds that a loop implies',
    program: `
      function sum(bytes: Uint8Array, n: number): number {
        let sum = 0
        for (let i = 0; i < n; i++) sum += bytes[i] ?? 1000
        return sum
      }
      console.log(sum(Uint8Array.of(1, 2, 3), 3), sum(Uint8Array.of(1, 2, 3), 5 + process.argv.length - process.argv.length))`,
    without: {
      file: 'compiler/passes/version-loops.ts', text: "{ op: 'pure', name: 'i53.le' }, [limit, longest]",
      becomes: "{ op: 'pure', name: 'i53.le' }, [longest, longest]",
    },
    expected: { ...FINE, stdout: '6 2006\n' },
  },
  {
    name: "the collector's roots",
    program: `
      interface Node { next: Node | null; value: number }
      function build(n: number): Node {
        const node: Node = { next: null, value: n }
        if (n > 0) node.next = build(n - 1)
        return node
      }
      let sum = 0
      for (let i = 0; i < 20; i++) {
        let node: Node | null = build(200)
        const noise: number[][] = []
        for (let j = 0; j < 100; j++) noise.push([i, j])
        for (; node !== null; node = node.next) sum += node.value
      }
      console.log(sum)`,
    environment: { SKERRY_GC_STRESS: '7' },
    without: {
      file: 'library/runtime/core/collect.ts', text: '  scanConservatively(stackTop, stackBase())\n', becomes: '',
    },
    expected: { ...FINE, stdout: '402000\n' },
  },
  {
    name: 'the seal of a process',
    program: "console.log('running')",
    violation: {
      // Asks for its process id at each write.
      file: 'library/machine/linux/host.ts', text: 'consoleWrite(stream: ConsoleStream, bytes: Uint8Array, lengthBytes: number): void {',
      becomes: 'consoleWrite(stream: ConsoleStream, bytes: Uint8Array, lengthBytes: number): void {\n    syscall(39, 0, 0, 0, 0, 0, 0)',
    },
    without: {
      file: 'library/machine/linux/start.ts', text: '  if (!seal(start)) stop(', becomes: '  if (start === 0) stop(',
    },
    expected: { status: null, signal: 'SIGSYS', stdout: '' },
  },
]

async function run(guard: Guard, root: string, label: string): Promise<Guard['expected']> {
  const name = guard.name.replaceAll(/\W+/g, '-')
  const entry = join(folder, `${name}.ts`)
  writeFileSync(entry, guard.program)
  const image = join(folder, `${name}.${label}`)
  buildWith(root, entry, image)
  const { stdout, status, signal } = await runProcess(image, [], 20_000, guard.environment)
  return { stdout: stdout.toString('latin1'), status, signal }
}

describe('guards', { concurrency: 2 }, () => {
  mkdirSync(folder, { recursive: true })
  for (const guard of guards) {
    const violation = guard.violation === undefined ? [] : [guard.violation]
    test(guard.name, async () => {
      const root = violation.length === 0 ? projectRoot : patchedCopy(`${guard.name}-violated`.replaceAll(/\W+/g, '-'), violation)
      assert.deepEqual(await run(guard, root, 'guarded'), guard.expected)
    })
    test(`twin: without ${guard.name}`, async () => {
      const root = patchedCopy(`${guard.name}-open`.replaceAll(/\W+/g, '-'), [...violation, guard.without])
      assert.notDeepEqual(await run(guard, root, 'open'), guard.expected)
    })
  }
})
