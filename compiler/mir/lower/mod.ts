// The lowering: from HIR and the analysis' answer to MIR. Start reading at instance.ts.

import type { AnalysisResult } from '../../analyse/result.ts'
import type { EntryName } from '../../analyse/entries.ts'
import type { MirProgram } from '../mir.ts'
import { builtinShape } from './data.ts'
import { makeEntry } from './entry.ts'
import { lowerInstance } from './instance.ts'
import { ProgramLowering } from './program.ts'
import { START, makeStart } from './start.ts'

/** Shapes of static data, which the emitter finds by their kind. */
const SHAPES_OF_DATA = ['string.latin1', 'string.utf16', 'symbol']

/** Entries that the emitted code calls by itself. */
const CALLED_BY_EMITTER: readonly EntryName[] = ['allocateSlow', 'throwStackOverflow']

/** Lowers what the start function reaches. The program's functions and data are in no particular order of meaning. */
export function lowerToMir(analysis: AnalysisResult): MirProgram {
  const program = new ProgramLowering(analysis, { instance: lowerInstance, genericEntry: makeEntry })
  for (const name of SHAPES_OF_DATA) builtinShape(program, name)
  program.demand(START, () => makeStart(program))
  const entries = new Map(CALLED_BY_EMITTER.map((name) => [name, program.function(program.entry(name))]))
  program.drain()
  return { files: analysis.program.files, functions: program.functions, data: program.data, start: START, entries }
}
