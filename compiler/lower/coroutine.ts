import type { HirProgram } from '../hir/hir.ts'
export function splitCoroutines(_hir: HirProgram): void {}
