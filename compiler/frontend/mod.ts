// The checker behind a narrow door: loads and type-checks a program, finds its modules, and words diagnostics.

export { loadProgram, type LoadedModule, type LoadedProgram, type LoadOptions, type LoadResult, type Target } from './program.ts'
export { refusalDiagnostic, renderDiagnostic, NO_PLACE, type Diagnostic, type DiagnosticPlace } from './diagnostic.ts'
export { refusals, type RefusalCode } from './refusals.ts'
