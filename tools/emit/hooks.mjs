// Module hooks that hand .ts files to the fixed emit, and map `skerry/NAME` to the library's public entries.
import { fileURLToPath, pathToFileURL } from 'node:url'
import { emitFileCached } from './emit.mjs'

const library = new URL('../../library/', import.meta.url)

export async function resolve(specifier, context, next) {
  if (specifier.startsWith('skerry/')) return { url: new URL(`${specifier.slice(7)}/mod.ts`, library).href, shortCircuit: true }
  return next(specifier, context)
}

export async function load(url, context, next) {
  if (!url.startsWith('file:') || !/\.ts(\?.*)?$/.test(url)) return next(url, context)
  const fileName = fileURLToPath(url.split('?')[0])
  return { format: 'module', source: emitFileCached(fileName), shortCircuit: true }
}
