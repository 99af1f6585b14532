// Module hooks that hand .ts files to the fixed emit, map `skerry/NAME` to the library's public entries, and put a
// Node twin in the place of the safe intrinsics, whose own bodies exist only in compiled code.
import { fileURLToPath, pathToFileURL } from 'node:url'
import { emitFileCached } from './emit.mjs'

const library = new URL('../../library/', import.meta.url)
/** Modules that only compiled code can run, and what stands in for them under Node. */
const twins = new Map([
  ['runtime/intrinsics/mod.ts', 'runtime/intrinsics/node-twin.ts'],
  ['runtime/inspection/mod.ts', 'runtime/inspection/node-twin.ts'],
].map(([module, twin]) => [new URL(module, library).href, new URL(twin, library).href]))

export async function resolve(specifier, context, next) {
  if (specifier.startsWith('skerry/')) return { url: new URL(`${specifier.slice(7)}/mod.ts`, library).href, shortCircuit: true }
  const resolved = await next(specifier, context)
  const twin = twins.get(resolved.url)
  return twin === undefined ? resolved : { ...resolved, url: twin }
}

export async function load(url, context, next) {
  if (!url.startsWith('file:') || !/\.ts(\?.*)?$/.test(url)) return next(url, context)
  const fileName = fileURLToPath(url.split('?')[0])
  return { format: 'module', source: emitFileCached(fileName), shortCircuit: true }
}
