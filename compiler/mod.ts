// The compiler's only door: a program's entry file in, an image out. The phases are those of DESIGN §2.

import { readFileSync } from 'node:fs'
import { analyse } from './analyse/mod.ts'
import { dumpInstance, explainSites } from './analyse/finish.ts'
import { refusalDiagnostic } from './frontend/diagnostic.ts'
import type { Diagnostic } from './frontend/diagnostic.ts'
import type { RefusalCode } from './frontend/refusals.ts'
import { loadProgram } from './frontend/program.ts'
import type { Target } from './frontend/program.ts'
import type { HirProgram, Place } from './hir/hir.ts'
import { printProgram } from './hir/print.ts'
import { lowerProgram } from './lower/mod.ts'
import { compileMir } from './link/image.ts'
import type { Image } from './link/image.ts'
import { lowerToMir } from './mir/lower/mod.ts'

export interface CompileOptions {
  readonly target: Target
  /** Where the image goes. */
  readonly output: string
  /** Layout seed, recorded in the image. */
  readonly seed?: number
  /** `none` is for tests of meaning. */
  readonly optimise?: 'speed' | 'size' | 'none'
  /** `hir`, `types`, or `mir:after=PASS`; `input` is the MIR before the first pass. One of each sort at most. */
  readonly dump?: readonly string[]
  /** Only functions whose symbol contains this are dumped. */
  readonly dumpOnly?: string
  /** Prints which sites are open, and the write that opened each. */
  readonly explain?: boolean
  readonly verbose?: boolean
  /** Keep the symbol table, for debuggers and profilers. */
  readonly keepSymbols?: boolean
  /** The MIR verifier after every pass. */
  readonly verify?: boolean
  readonly onPhase?: (name: string, ms: number) => void
  /** Where dumps go; standard output if not given. */
  readonly onDump?: (text: string) => void
}

export type CompileResult =
  | { ok: true; imagePath: string; sizeBytes: number; timings: Record<string, number>; image: Image; isServed: boolean }
  | { ok: false; diagnostics: Diagnostic[] }

/** Compiles the program whose entry module is `entry` (an absolute path). Diagnostics are the program's faults; errors are ours. */
export async function compileProgram(entry: string, options: CompileOptions): Promise<CompileResult> {
  const phases = new Phases(options)
  const loaded = loadProgram(entry, { target: options.target })
  phases.end('check')
  if (!loaded.ok) return loaded
  const lowered = lowerProgram(loaded.program)
  phases.end('lower')
  if (!lowered.ok) return lowered
  phases.dumpHir(lowered.hir)
  const { result, refusals } = analyse(lowered.hir)
  phases.end('analyse')
  if (refusals.length > 0) return { ok: false, diagnostics: refusals.map((refusal) => flowDiagnostic(lowered.hir, refusal)) }
  phases.dumpTypes(() => result.instances.map((instance) => ({ symbol: instance.symbol, text: dumpInstance(result, instance) })))
  phases.explain(() => explainSites(result))
  const mir = lowerToMir(result)
  phases.end('mir')
  const image = await compileMir(mir, {
    target: options.target, outputPath: options.output, keepSymbols: options.keepSymbols ?? false, optimise: options.optimise ?? 'speed', ...phases.passOptions() })
  phases.end('link')
  return { ok: true, imagePath: image.path, sizeBytes: image.sizeBytes, timings: phases.times, image, isServed: loaded.program.isServed }
}

/** Phase times, and the dumps that were asked for. */
class Phases {
  readonly times: Record<string, number> = {}
  private last = performance.now()
  constructor(private readonly options: CompileOptions) {}

  end(name: string): void {
    const now = performance.now()
    this.times[name] = now - this.last
    this.options.onPhase?.(name, now - this.last)
    this.last = now
  }

  private show(text: string): void {
    if (this.options.onDump !== undefined) this.options.onDump(text)
    else process.stdout.write(`${text}\n`)
  }

  private wants(symbol: string): boolean {
    return this.options.dumpOnly === undefined || symbol.includes(this.options.dumpOnly)
  }

  dumpHir(program: HirProgram): void {
    if (!this.options.dump?.includes('hir')) return
    const functions = program.functions.filter((func) => this.wants(func.symbol))
    this.show(printProgram({ ...program, functions }))
  }

  dumpTypes(all: () => { symbol: string; text: string }[]): void {
    if (!this.options.dump?.includes('types')) return
    for (const { symbol, text } of all()) if (this.wants(symbol)) this.show(text)
  }

  explain(text: () => string): void {
    if (this.options.explain) this.show(text())
  }

  passOptions(): { verify: boolean; dumpAfter?: string; dump: (text: string) => void; dumpOnly: (func: { symbol: string }) => boolean } {
    const after = this.options.dump?.find((dump) => dump.startsWith('mir:after='))?.slice('mir:after='.length)
    return {
      verify: this.options.verify ?? false, dump: (text) => this.show(text), dumpOnly: (func) => this.wants(func.symbol),
      ...(after === undefined ? {} : { dumpAfter: after }),
    }
  }
}

/** Codes of what only the flow of values shows. */
const FLOW_CODES: Record<string, RefusalCode> = {
  constructFunction: 'SK1400', privateParents: 'SK1402', arguments: 'SK1401', taggedTemplate: 'SK1303',
}

function flowDiagnostic(program: HirProgram, refusal: { place: Place; topic: string }): Diagnostic {
  const { place, topic } = refusal
  const file = program.files[place.file]
  const isGlobal = topic.startsWith('global:')
  const code = isGlobal ? 'SK1200' : FLOW_CODES[topic]
  if (code === undefined) throw new Error(`the analysis refused '${topic}', which has no code`)
  const sourceLine = file.isLibrary ? null : (readFileSync(file.path, 'utf8').split(/\r?\n/)[place.line - 1] ?? null)
  return refusalDiagnostic(code, isGlobal ? topic.slice('global:'.length) : '', { file: file.display, line: place.line, column: place.column, sourceLine, width: 1 })
}
