// The passes over MIR, in order, with the reasons for the order. Each is one file; each can be dumped and verified after.

import type { MirFunction, MirProgram } from '../mir/mir.ts'
import { printProgram } from '../mir/print.ts'
import { verifyProgram } from '../mir/verify.ts'

export interface Pass {
  readonly name: string
  /** Why it stands where it stands. */
  readonly reason: string
  run(program: MirProgram): void
}

export interface PipelineOptions {
  /** Verifier before the first pass and after each. */
  readonly verify?: boolean
  /** Called with the program's text after the named pass (`input`: before the first); `dumpOnly` limits it by symbol. */
  readonly dumpAfter?: string
  readonly dumpOnly?: (func: MirFunction) => boolean
  readonly dump?: (text: string) => void
  /** Passes to leave out, by name: for finding the one that breaks a program. */
  readonly skip?: ReadonlySet<string>
}

export const PASSES: readonly Pass[] = []

function check(program: MirProgram, when: string): void {
  const problems = verifyProgram(program)
  if (problems.length > 0) throw new Error(`MIR is wrong ${when}:\n  ${problems.join('\n  ')}`)
}

/** Runs all passes, changing the program. Throws when the verifier is asked for and finds something. */
export function runPasses(program: MirProgram, options: PipelineOptions = {}): void {
  const after = (name: string): void => {
    if (options.verify === true) check(program, name === 'input' ? 'as the lowering made it' : `after ${name}`)
    if (options.dumpAfter === name) options.dump?.(printProgram(program, options.dumpOnly))
  }
  after('input')
  for (const pass of PASSES) {
    if (options.skip?.has(pass.name) === true) continue
    pass.run(program)
    after(pass.name)
  }
}
