// The programs of the corpus: every .ts file below test/corpus, and each folder with a main.ts as one program of several
// modules. A program's first line may hold `// argv: a b`, the arguments with which it runs.
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

export interface CorpusProgram {
  /** `group/name`, as the filter of `npm run corpus` sees it. */
  readonly name: string
  readonly entry: string
  readonly programArguments: readonly string[]
}

export const corpusFolder = fileURLToPath(new URL('../corpus', import.meta.url))

/** In order of name; all of them, or those whose name contains one of the filters. */
export function corpusPrograms(filters: readonly string[] = [], folder: string = corpusFolder): CorpusProgram[] {
  const programs: CorpusProgram[] = []
  const add = (name: string, entry: string): void => {
    const argv = /^\/\/ argv: (.*)/.exec(readFileSync(entry, 'utf8'))
    programs.push({ name, entry, programArguments: argv === null ? [] : argv[1].trim().split(/\s+/) })
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
