// Module hooks that hand .ts files to the fixed emit, map `skerry/NAME` to the library's public entries, and put the
// Node twin in the place of the safe intrinsics, whose own bodies exist only in compiled code.
import { fileURLToPath, pathToFileURL } from 'node:url'
import { emitFileCached } from './emit.mjs'

const library = new URL('../../library/', import.meta.url)
const intrinsics = new URL('runtime/intrinsics/mod.ts', library).href
const intrinsicsTwin = new URL('runtime/intrinsics/node-twin.ts', library).href

export async function resolve(specifier, context, next) {
  if (specifier.startsWith('skerry/')) return { url: new URL(`${specifier.slice(7)}/mod.ts`, library).href, shortCircuit: true }
  const resolved = await next(specifier, context)
  return resolved.url === intrinsics ? { ...resolved, url: intrinsicsTwin } : resolved
}

export async function load(url, context, next) {
  if (!url.startsWith('file:') || !/\.ts(\?.*)?$/.test(url)) return next(url, context)
  const fileName = fileURLToPath(url.split('?')[0])
  return { format: 'module', source: emitFileCached(fileName), shortCircuit: true }
}
