// Runs core modules under Node over the simulated memory of raw.test-support.ts: an import of intrinsics/raw.ts then
// means that file, and so does intrinsics/mod.ts inside core. Import this first, then load what is tested with a
// dynamic import.
import { register } from 'node:module'

const hook = `
export async function resolve(specifier, context, next) {
  if (specifier.endsWith('intrinsics/raw.ts')) return next(new URL('../core/raw.test-support.ts', new URL(specifier, context.parentURL)).href, context)
  if (specifier.endsWith('intrinsics/mod.ts') && context.parentURL.includes('/core/')) return next(new URL('../core/raw.test-support.ts', new URL(specifier, context.parentURL)).href, context)
  return next(specifier, context)
}`
register(`data:text/javascript,${encodeURIComponent(hook)}`)
