// Texts to object files, several at a time, each kept by the hash of everything that decides its content: text, flags,
// compiler version.

import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { cpus } from 'node:os'
import { basename, dirname, join } from 'node:path'
import type { EmittedProgram, Unit } from '../emit/program.ts'
import type { Toolchain } from './toolchain.ts'
import { runTool, ToolError } from './toolchain.ts'

/**
 * LANGUAGE §8 but for -fwrapv (mir/ops.ts says which operations wrap: without it clang counts the trips of loops, and
 * vectorises them), and what makes code small and static.
 */
export const C_FLAGS: readonly string[] = [
  '-x', 'c', '-std=gnu17', '-c', '-w', '-march=x86-64-v2', '-mtune=generic', '-ffreestanding', '-fno-strict-aliasing',
  '-ffp-contract=off', '-fno-finite-loops', '-fno-math-errno', '-fno-pic', '-fno-pie', '-mcmodel=small', '-fno-stack-protector',
  '-fcf-protection=none', '-fno-asynchronous-unwind-tables', '-fno-unwind-tables', '-ffunction-sections', '-fdata-sections',
  '-fomit-frame-pointer', '-fno-optimize-sibling-calls', '-fno-ident', '-fno-addrsig',
]

/** What clang is asked to optimise for; `none` builds in a third of the time, for tests of meaning. */
export type Optimise = 'speed' | 'size' | 'none'
const LEVEL: Record<Optimise, string> = { speed: '-O2', size: '-Os', none: '-O0' }

/** For the units that define mem*: clang must not turn their loops into calls to themselves. */
const NO_BUILTIN = ['-fno-builtin', '-fno-vectorize']

const ASSEMBLY_FLAGS: readonly string[] = ['-x', 'assembler', '-c']

export interface ObjectTiming { readonly name: string; readonly milliseconds: number; readonly cached: boolean }

interface Job { name: string; text: string; flags: readonly string[] }

function jobs(program: EmittedProgram, stubs: readonly string[], optimise: Optimise): Job[] {
  const flags = [...C_FLAGS, LEVEL[optimise]]
  const unit = (one: Unit): Job =>
    ({ name: one.name, text: one.text, flags: one.hasMemoryFunctions ? [...flags, ...NO_BUILTIN] : flags })
  const assembly = (name: string, text: string): Job => ({ name, text, flags: ASSEMBLY_FLAGS })
  return [
    ...program.units.map(unit),
    assembly('data', program.data),
    ...stubs.map((path) => assembly(basename(path), withIncluded(path))),
  ]
}

/** An assembly file with what it includes in its place: what is compiled, and hashed, is one text. */
function withIncluded(path: string): string {
  return readFileSync(path, 'utf8').replace(/^\.include "(.+)"$/gm, (_, name: string) => withIncluded(join(dirname(path), name)))
}

async function compileOne(job: Job, toolchain: Toolchain, directory: string): Promise<{ path: string; timing: ObjectTiming }> {
  const started = performance.now()
  const key = createHash('sha256').update(`${toolchain.version}\0${job.flags.join(' ')}\0${job.text}`).digest('hex').slice(0, 40)
  const path = join(directory, `${key}.o`)
  const cached = existsSync(path)
  if (!cached) {
    const temporary = `${path}.${process.pid}.${job.name}`
    const { status, stderr } = await runTool(toolchain.clang, [...job.flags, '-o', temporary, '-'], job.text)
    if (status !== 0) {
      rmSync(temporary, { force: true })
      throw new ToolError(`${toolchain.clang} failed on ${job.name} (status ${status}):\n${stderr.slice(0, 4000)}`)
    }
    renameSync(temporary, path)
  }
  return { path, timing: { name: job.name, milliseconds: performance.now() - started, cached } }
}

/** Object files of an emitted program, in link order. `stubs`: paths of assembly files of the machine. */
export async function compileObjects(
  program: EmittedProgram, stubs: readonly string[], toolchain: Toolchain, cacheDirectory: string, optimise: Optimise,
): Promise<{ paths: string[]; timings: ObjectTiming[] }> {
  mkdirSync(cacheDirectory, { recursive: true })
  const list = jobs(program, stubs, optimise)
  // Longest first: the last to end decides.
  const order = list.map((_, i) => i).sort((a, b) => list[b].text.length - list[a].text.length || a - b)
  const paths: string[] = []
  const timings: ObjectTiming[] = []
  let next = 0
  const worker = async (): Promise<void> => {
    while (next < order.length) {
      const index = order[next++]
      const { path, timing } = await compileOne(list[index], toolchain, cacheDirectory)
      paths[index] = path
      timings[index] = timing
    }
  }
  await Promise.all(Array.from({ length: Math.max(1, cpus().length) }, worker))
  return { paths, timings }
}
