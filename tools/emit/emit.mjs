// The project's one fixed TypeScript emit: what turns a .ts file into the JavaScript that Node runs, for the tool
// itself, for library rooms under test and for the programs given to the oracle. LANGUAGE: emit-changing options are
// fixed (ESNext, useDefineForClassFields, isolatedModules, ESM).
import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

// TypeScript takes a third of a second to load: only a file that is not in the cache needs it.
const require = createRequire(import.meta.url)
const { version } = require('typescript/package.json')

/** Compiler options of the fixed emit. */
export function emitOptions(ts) {
  return {
    target: ts.ScriptTarget.ESNext,
    module: ts.ModuleKind.ESNext,
    useDefineForClassFields: true,
    isolatedModules: true,
    verbatimModuleSyntax: true,
    removeComments: false,
  }
}

const cacheDirectory = join(dirname(fileURLToPath(import.meta.url)), '../../node_modules/.cache/skerry-emit')

/**
 * JavaScript for one TypeScript source text; `fileName` appears in the inline source map. `rewriteExtensions` turns
 * relative imports of `./x.ts` into `./x.js`, for output that is written to disk; nothing else changes.
 */
export function emitJavaScript(sourceText, fileName, { sourceMap = false, rewriteExtensions = false } = {}) {
  const ts = require('typescript')
  return ts.transpileModule(sourceText, {
    fileName,
    compilerOptions: {
      ...emitOptions(ts), inlineSourceMap: sourceMap, inlineSources: false, rewriteRelativeImportExtensions: rewriteExtensions,
    },
  }).outputText
}

/** As emitJavaScript, for a file on disk, through a cache keyed by content, path and TypeScript version. */
export function emitFileCached(fileName) {
  const text = readFileSync(fileName, 'utf8')
  const key = createHash('sha256').update(`${version}\0${fileName}\0${text}`).digest('hex')
  const cached = join(cacheDirectory, `${key}.js`)
  try {
    return readFileSync(cached, 'utf8')
  } catch {
    const output = emitJavaScript(text, fileName, { sourceMap: true })
    mkdirSync(cacheDirectory, { recursive: true })
    const temporary = `${cached}.${process.pid}`
    writeFileSync(temporary, output)
    renameSync(temporary, cached)
    return output
  }
}
