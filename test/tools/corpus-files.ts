// The programs of the corpus: every .ts file below test/corpus, and each folder with a main.ts as one program of several
// modules. A program's first line may hold `// argv: a b`, the arguments with which it runs.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

export interface CorpusProgram {
  /** `group/name`, as the filter of `npm run corpus` sees it. */
  readonly name: string
  readonly entry: string
  readonly programArguments: readonly string[]
  /** Why it is known not to equal the oracle yet (test/corpus/pending.txt); null for the others. */
  readonly pending: string | null
}

export const corpusFolder = fileURLToPath(new URL('../corpus', import.meta.url))

/** In order of name; all of them, or those whose name contains one of the filters. */
export function corpusPrograms(filters: readonly string[] = [], folder: string = corpusFolder): CorpusProgram[] {
  const programs: CorpusProgram[] = []
  const pending = pendingReasons(folder)
  const add = (name: string, entry: string): void => {
    const argv = /^\/\/ argv: (.*)/.exec(readFileSync(entry, 'utf8'))
    const programArguments = argv === null ? [] : argv[1].trim().split(/\s+/)
    programs.push({ name, entry, programArguments, pending: pending.get(name) ?? null })
  }
  const walk = (path: string, prefix: string): void => {
    for (const item of readdirSync(path).sort()) {
      const full = join(path, item)
      if (statSync(full).isDirectory()) {
        if (readdirSync(full).includes('main.ts')) add(prefix + item, join(full, 'main.ts'))
        else walk(full, `${prefix}${item}/`)
      } else if (item.endsWith('.ts') && !item.endsWith('.d.ts')) add(prefix + item.slice(0, -3), full)
    }
  }
  walk(folder, '')
  return programs.filter(({ name }) => filters.length === 0 || filters.some((filter) => name.includes(filter)))
}

/** `name: reason`, a line each. A list that may only get shorter: `npm run corpus -- NAME` runs what it names all the same. */
function pendingReasons(folder: string): Map<string, string> {
  const path = join(folder, 'pending.txt')
  if (!existsSync(path)) return new Map()
  const lines = readFileSync(path, 'utf8').split('\n').filter((line) => line !== '' && !line.startsWith('#'))
  return new Map(lines.map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1).trim()]))
}
