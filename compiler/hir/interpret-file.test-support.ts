// `node interpret-file.test-support.ts FILE`: lowers a program without the library and interprets its HIR. For tests,
// which compare what it prints with what the oracle prints for the program itself.

import { loadProgram, renderDiagnostic, type Diagnostic } from '../frontend/mod.ts'
import { lowerProgram } from '../lower/mod.ts'
import { interpretProgram } from './interpret.test-support.ts'
import { verifyProgram } from './verify.ts'

function stop(diagnostics: readonly Diagnostic[]): never {
  for (const diagnostic of diagnostics) console.error(renderDiagnostic(diagnostic))
  process.exit(70)
}

const file = process.argv[2]!
const loaded = loadProgram(file, { withLibrary: false, check: false })
if (!loaded.ok) stop(loaded.diagnostics)
const lowered = lowerProgram(loaded.program)
if (!lowered.ok) stop(lowered.diagnostics)
verifyProgram(lowered.hir)
process.argv.splice(1, 2, file)
await interpretProgram(lowered.hir)
