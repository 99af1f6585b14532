// A worker of build-pool.ts: builds what it is sent, one after the other, with the compiler's own interface.
import { renderDiagnostic } from '../../compiler/frontend/diagnostic.ts'
import { compileProgram } from '../../compiler/mod.ts'
import type { BuildAnswer, BuildRequest } from './build-pool.ts'

/** SKERRY_OPTIMISE=none builds in a third of the time: the same MIR, without clang's optimiser. */
const optimise = process.env.SKERRY_OPTIMISE === 'none' ? 'none' : 'speed'

process.on('message', (request: BuildRequest) => void build(request).then((answer) => process.send!(answer)))

async function build({ entry, output, target = 'linux' }: BuildRequest): Promise<BuildAnswer> {
  try {
    const result = await compileProgram(entry, { target, output, optimise, verify: true })
    if (result.ok) {
      return { kind: 'built', imagePath: result.imagePath, sizeBytes: result.sizeBytes, timings: result.timings }
    }
    const diagnostics = result.diagnostics.map(({ code, line }) => ({ code, line }))
    return { kind: 'refused', diagnostics, text: result.diagnostics.map(renderDiagnostic).join('\n\n') }
  } catch (error) {
    return { kind: 'crashed', text: error instanceof Error ? (error.stack ?? error.message) : String(error) }
  }
}
