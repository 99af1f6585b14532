// MIR to an executable image: passes, emission, compilation, link.

import { chmodSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { emitProgram } from '../emit/program.ts'
import { preludeLineCount } from '../emit/prelude.ts'
import type { Target } from '../frontend/program.ts'
import type { MirProgram } from '../mir/mir.ts'
import type { PipelineOptions } from '../passes/pipeline.ts'
import { runPasses } from '../passes/pipeline.ts'
import type { ObjectTiming } from './objects.ts'
import { compileObjects, type Optimise } from './objects.ts'
import { findToolchain, runTool, ToolError } from './toolchain.ts'

const MACHINE = fileURLToPath(new URL('../../library/machine/', import.meta.url))
const DEFAULT_CACHE = fileURLToPath(new URL('../../node_modules/.cache/skerry-objects/', import.meta.url))

export interface ImageOptions extends PipelineOptions {
  /** Default: linux. */
  readonly target?: Target
  /** Where the image goes. */
  readonly outputPath: string
  /** `#line` directives to the TypeScript source; default true. */
  readonly lineDirectives?: boolean
  /** Keep the symbol table; default false. */
  readonly keepSymbols?: boolean
  readonly cacheDirectory?: string
  readonly optimise?: Optimise
}

export interface Image {
  readonly path: string
  readonly sizeBytes: number
  readonly timingsMs: { passes: number; emit: number; compile: number; link: number }
  readonly units: ObjectTiming[]
  /** Lines of generated C, without prelude and directives; lines of the prelude; functions. */
  readonly counts: { cLines: number; preludeLines: number; functions: number }
}

/** lld's report of undefined symbols, in our words. */
function linkFailure(stderr: string): string {
  const missing = [...new Set([...stderr.matchAll(/undefined symbol: (\S+)/g)].map((match) => match[1]))]
  if (missing.length === 0) return `the link failed:\n${stderr.slice(0, 4000)}`
  return `the link failed: nothing defines ${missing.join(', ')} (there is no C library; ` +
    'clang may call memcpy, memmove, memset and memcmp only)'
}

/**
 * Optimises, compiles and links a program for the linux target. The program is changed by the passes. Throws ToolError
 * when a tool is missing or fails, Error when the MIR is wrong and `verify` is on.
 */
export async function compileMir(program: MirProgram, options: ImageOptions): Promise<Image> {
  const times = [performance.now()]
  const lap = (): void => { times.push(performance.now()) }
  runPasses(program, options)
  lap()
  const emitted = emitProgram(program, { lineDirectives: options.lineDirectives ?? true })
  lap()
  const toolchain = findToolchain()
  const target = options.target ?? 'linux'
  const stubs = [join(MACHINE, target, 'start.S'), join(MACHINE, 'stubs/spilled.S')]
  if (emitted.memoryFunctions.length < 4) stubs.push(join(MACHINE, 'stubs/memory.S'))
  if (target === 'pvh') stubs.push(join(MACHINE, 'monitor/monitor.S'))
  const { paths, timings } = await compileObjects(emitted, stubs, toolchain, options.cacheDirectory ?? DEFAULT_CACHE, options.optimise ?? 'speed')
  lap()
  const { status, stderr } = await runTool(toolchain.lld, [
    '-static', '-nostdlib', '--gc-sections', '--build-id=none', '-z', 'noexecstack', '-z', 'norelro', '-z', 'max-page-size=4096',
    '--no-eh-frame-hdr', '--orphan-handling=error', '--error-limit=0',
    ...(options.keepSymbols === true ? [] : ['--strip-all']), '-T', join(MACHINE, target, 'image.ld'), `--defsym=skStart=${emitted.start}`,
    '-o', options.outputPath, ...paths,
  ])
  if (status !== 0) throw new ToolError(linkFailure(stderr))
  chmodSync(options.outputPath, 0o755)
  lap()
  const [start, passes, emit, compile, link] = times
  return {
    path: options.outputPath,
    sizeBytes: statSync(options.outputPath).size,
    timingsMs: { passes: passes - start, emit: emit - passes, compile: compile - emit, link: link - compile },
    units: timings,
    counts: {
      cLines: emitted.units.reduce((sum, unit) => sum + unit.lineCount, 0),
      preludeLines: preludeLineCount(),
      functions: program.functions.size,
    },
  }
}
