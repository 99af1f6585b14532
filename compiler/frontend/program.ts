// Loads a program: type-checks it under the fixed options, finds its modules, and gives access to those of the library.

import { existsSync, readFileSync } from 'node:fs'
import { dirname, relative, resolve as resolvePath, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import ts from 'typescript'
import { NO_PLACE, refusalDiagnostic, type Diagnostic, type DiagnosticPlace } from './diagnostic.ts'
import { hasTopLevelAwait, moduleRequests, resolveSpecifier } from './graph.ts'

export interface LoadedModule {
  /** Absolute. */
  readonly path: string
  readonly display: string
  readonly source: ts.SourceFile
  readonly isLibrary: boolean
  readonly isAsync: boolean
}

export interface LoadedLibrary {
  readonly realms: readonly LoadedModule[]
  /** What the compiler itself calls: the runtime's functions, and the platform's. No name is in both. */
  readonly entries: readonly LoadedModule[]
}

export interface LoadedProgram {
  /** The program's modules in evaluation order; the entry is last. */
  readonly modules: readonly LoadedModule[]
  readonly checker: ts.TypeChecker | null
  /** The default export is served over HTTP. */
  readonly isServed: boolean
  /** null where a test lowers without the library. */
  readonly library: LoadedLibrary | null
  /** The module that an import means, null if there is none. */
  resolve(fromPath: string, specifier: string): LoadedModule | null
  isIntrinsics(path: string): boolean
  isLanguageLibrary(source: ts.SourceFile): boolean
}

/** What an image is for: a Linux process, or a PVH guest. */
export type Target = 'linux' | 'pvh'

export interface LoadOptions {
  /** Default: linux. */
  target?: Target
  /** Directory of the library; by default the one beside the compiler. */
  libraryRoot?: string
  /** false: language globals stay names, nothing of the library is read (tests). */
  withLibrary?: boolean
  /** false: no type check (tests of single constructs). */
  check?: boolean
}

export type LoadResult = { ok: true; program: LoadedProgram } | { ok: false; diagnostics: Diagnostic[] }

/** Of the library: what the compiler itself calls on every platform; for the run, each target's file of kernel has it. */
const RUNTIME_ENTRIES = 'runtime/entries.ts'
/** Of the library: the globals, by name. */
const REALMS = ['runtime/realm.ts', 'globals/realm.ts', 'web/realm.ts']
/** The types of those beyond ECMAScript. */
const GLOBAL_TYPES = ['globals/globals.d.ts', 'globals/url/globals.d.ts', 'web/globals.d.ts']
/** What a program imports to have a network. */
const NETWORK = 'skerry/net'
/** Of the library: what serves a program's default export. */
const SERVER = 'kernel/serve.ts'

const defaultLibraryRoot = resolvePath(dirname(fileURLToPath(import.meta.url)), '../../library')

/** The fixed compiler options: what the checker passes under these is what the compiler takes. */
export function fixedOptions(libraryRoot: string): ts.CompilerOptions {
  return {
    target: ts.ScriptTarget.ESNext, module: ts.ModuleKind.ESNext, moduleResolution: ts.ModuleResolutionKind.Bundler,
    moduleDetection: ts.ModuleDetectionKind.Force, lib: ['lib.es2024.d.ts'], types: [], strict: true,
    useDefineForClassFields: true, isolatedModules: true, verbatimModuleSyntax: true, allowImportingTsExtensions: true,
    noEmit: true, skipLibCheck: true, paths: { 'skerry/*': [`${libraryRoot}/*/mod.ts`] },
  }
}

/** Options of a program's own tsconfig that would change what its text means. */
const MEANING = [
  'target',
  'useDefineForClassFields',
  'experimentalDecorators',
  'emitDecoratorMetadata',
  'jsx',
  'alwaysStrict',
  'strict',
] as const

class Loader {
  readonly diagnostics: Diagnostic[] = []
  readonly modules: LoadedModule[] = []
  readonly #libraryRoot: string
  readonly #programRoot: string
  readonly #options: LoadOptions
  readonly #byPath = new Map<string, LoadedModule>()
  readonly #resolutions = new Map<string, LoadedModule | null>()
  #checked: ts.Program | null = null
  #usesNetwork = false

  constructor(entryPath: string, options: LoadOptions) {
    this.#options = options
    this.#libraryRoot = options.libraryRoot ?? defaultLibraryRoot
    this.#programRoot = dirname(entryPath)
  }

  load(entryPath: string): LoadResult {
    if (!existsSync(entryPath)) return { ok: false, diagnostics: [refusalDiagnostic('SK1001', entryPath, NO_PLACE)] }
    this.#checkConfiguration()
    if (this.#options.check !== false) this.#checked = this.#typeCheck(entryPath)
    this.#visit(entryPath, new Set())
    const isServed = this.#isServed(entryPath)
    if (isServed) this.#serve(entryPath)
    if (this.diagnostics.length > 0) return { ok: false, diagnostics: this.#withoutRepeats() }
    const library = this.#options.withLibrary === false ? null : this.#library()
    const program: LoadedProgram = {
      modules: this.modules, library, isServed, checker: this.#checked?.getTypeChecker() ?? null,
      resolve: (fromPath, specifier) => this.#resolve(fromPath, specifier),
      isIntrinsics: (path) => dirname(path) === resolvePath(this.#libraryRoot, 'runtime/intrinsics'),
      isLanguageLibrary: (source) => this.#checked?.isSourceFileDefaultLibrary(source) === true,
    }
    return { ok: true, program }
  }

  /** DESIGN §4: a program whose default export has a method `fetch` is served over HTTP. */
  #isServed(entryPath: string): boolean {
    const source = this.#checked?.getSourceFile(entryPath)
    const checker = this.#checked?.getTypeChecker()
    const symbol = source === undefined ? undefined : checker?.getSymbolAtLocation(source)
    const exported = symbol === undefined ? undefined : checker?.tryGetMemberInModuleExports('default', symbol)
    if (checker === undefined || exported === undefined) return false
    const fetch = checker.getTypeOfSymbol(exported).getProperty('fetch')
    return fetch !== undefined && checker.getTypeOfSymbol(fetch).getCallSignatures().length > 0
  }

  /** One more module, evaluated last, hands the default export to kernel. */
  #serve(entryPath: string): void {
    this.#useNetwork({ file: this.#display(entryPath), line: 1, column: 1, sourceLine: '', width: 1 }, 'A default export with `fetch`')
    const server = resolvePath(this.#libraryRoot, SERVER)
    const path = `${entryPath.replace(/\.ts$/, '')}.served.ts`
    const text = `import { serve } from ${JSON.stringify(relativeSpecifier(path, server))}\n` +
      `import handler from ${JSON.stringify(relativeSpecifier(path, entryPath))}\nserve(handler)\n`
    const source = ts.createSourceFile(path, text, { languageVersion: ts.ScriptTarget.ESNext, impliedNodeFormat: ts.ModuleKind.ESNext }, true)
    const module = { path, source, display: this.#display(path), isLibrary: false, isAsync: false }
    this.#byPath.set(path, module)
    this.modules.push(module)
  }

  #resolve(fromPath: string, specifier: string): LoadedModule | null {
    const key = `${fromPath}\0${specifier}`
    let module = this.#resolutions.get(key)
    if (module === undefined) {
      const resolved = resolveSpecifier(fromPath, specifier, this.#libraryRoot)
      module = 'path' in resolved && existsSync(resolved.path) ? this.#module(resolved.path) : null
      this.#resolutions.set(key, module)
    }
    return module
  }

  /** An import that the module graph refuses needs no word of the checker's. */
  #withoutRepeats(): Diagnostic[] {
    const at = ({ file, line, column }: Diagnostic): string => `${file}:${line}:${column}`
    const refused = new Set(this.diagnostics.filter((d) => d.code !== 'SK1000').map(at))
    return this.diagnostics.filter((d) => d.code !== 'SK1000' || !d.message.startsWith('TS2307') || !refused.has(at(d)))
  }

  /** A tsconfig.json beside the program may not change what the text means. */
  #checkConfiguration(): void {
    const path = resolvePath(this.#programRoot, 'tsconfig.json')
    if (!existsSync(path)) return
    const { config } = ts.readConfigFile(
      path, (file) => readFileSync(file, 'utf8'),
    ) as { config?: { compilerOptions?: Record<string, unknown> } }
    const given = config?.compilerOptions ?? {}
    const fixed: Record<string, unknown> = {
      useDefineForClassFields: true,
      experimentalDecorators: false,
      emitDecoratorMetadata: false,
      alwaysStrict: true,
      strict: true,
    }
    for (const name of MEANING) {
      const value = given[name]
      if (value === undefined || value === fixed[name]) continue
      if (name === 'target' && /^(esnext|es202[2-9])$/i.test(String(value))) continue
      this.diagnostics.push(
        refusalDiagnostic('SK1007', `${name}: ${JSON.stringify(value)}`, { ...NO_PLACE, file: 'tsconfig.json' }),
      )
    }
  }

  #typeCheck(entryPath: string): ts.Program {
    const globals = GLOBAL_TYPES.map((path) => resolvePath(this.#libraryRoot, path))
    const program = ts.createProgram({ rootNames: [...globals, entryPath], options: fixedOptions(this.#libraryRoot) })
    for (const source of program.getSourceFiles()) {
      if (source.isDeclarationFile || this.#isLibrary(source.fileName)) continue
      for (const diagnostic of [
        ...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source),
      ]) {
        this.#typeError(diagnostic)
      }
    }
    for (const diagnostic of program.getGlobalDiagnostics()) this.#typeError(diagnostic)
    return program
  }

  #typeError(diagnostic: ts.Diagnostic): void {
    const text = `TS${diagnostic.code}: ${ts.flattenDiagnosticMessageText(diagnostic.messageText, '\n')}`
    const { file, start } = diagnostic
    const place = file === undefined ? NO_PLACE : this.#place(file, start ?? 0, diagnostic.length ?? 1)
    this.diagnostics.push(refusalDiagnostic('SK1000', text, place))
  }

  #place(source: ts.SourceFile, start: number, length: number): DiagnosticPlace {
    const { line, character } = source.getLineAndCharacterOfPosition(start)
    return {
      file: this.#display(source.fileName),
      line: line + 1,
      column: character + 1,
      sourceLine: source.text.split(/\r?\n/)[line] ?? '',
      width: length,
    }
  }

  #isLibrary(path: string): boolean {
    return path.startsWith(this.#libraryRoot + '/')
  }

  #display(path: string): string {
    if (this.#isLibrary(path)) return `skerry:${relative(this.#libraryRoot, path)}`
    return relative(this.#programRoot, path).split(sep).join('/')
  }

  /** Depth first over the requests in order, each module after what it imports: ECMA-262 §16.2.1.5. */
  #visit(path: string, seen: Set<string>): void {
    if (seen.has(path)) return
    seen.add(path)
    const module = this.#module(path)
    for (const { specifier, node } of moduleRequests(module.source)) {
      const resolved = resolveSpecifier(path, specifier, this.#libraryRoot)
      if (specifier === NETWORK) this.#useNetwork(this.#place(module.source, node.getStart(module.source), node.getWidth(module.source)), `'${NETWORK}'`)
      if ('path' in resolved && existsSync(resolved.path)) {
        // The library's modules hold declarations only, which are compiled where they are reached.
        if (!this.#isLibrary(resolved.path)) this.#visit(resolved.path, seen)
      } else {
        const place = this.#place(module.source, node.getStart(module.source), node.getWidth(module.source))
        this.diagnostics.push(
          refusalDiagnostic('path' in resolved ? 'SK1002' : resolved.refused, `'${specifier}'`, place),
        )
      }
    }
    this.modules.push(module)
  }

  #useNetwork(place: DiagnosticPlace, what: string): void {
    this.#usesNetwork = true
    if (this.#options.target !== 'pvh') this.diagnostics.push(refusalDiagnostic('SK1008', what, place))
  }

  #module(path: string): LoadedModule {
    let module = this.#byPath.get(path)
    if (module === undefined) {
      const source = this.#checked?.getSourceFile(path) ??
        ts.createSourceFile(
          path,
          readFileSync(path, 'utf8'),
          { languageVersion: ts.ScriptTarget.ESNext, impliedNodeFormat: ts.ModuleKind.ESNext },
          true,
        )
      module = {
        path,
        source,
        display: this.#display(path),
        // Every room, or kernel could not share a module with the program: `skerry/net` is the kernel's net.
        isLibrary: this.#isLibrary(path),
        isAsync: hasTopLevelAwait(source),
      }
      this.#byPath.set(path, module)
    }
    return module
  }

  /** Kernel's file for the target: the one with a network if the program imports it. */
  #platformEntries(): string {
    const target = this.#options.target ?? 'linux'
    return this.#usesNetwork ? `kernel/${target}-network.ts` : `kernel/${target}.ts`
  }

  #library(): LoadedLibrary {
    const at = (path: string): LoadedModule => this.#module(resolvePath(this.#libraryRoot, path))
    return {
      realms: REALMS.map(at),
      entries: [at(RUNTIME_ENTRIES), at(this.#platformEntries())],
    }
  }
}

/** How a module names another file of this machine. */
function relativeSpecifier(fromPath: string, toPath: string): string {
  const path = relative(dirname(fromPath), toPath).split(sep).join('/')
  return path.startsWith('.') ? path : `./${path}`
}

/** Loads and checks the program whose entry is `entryPath`. */
export function loadProgram(entryPath: string, options: LoadOptions = {}): LoadResult {
  const path = resolvePath(entryPath)
  return new Loader(path, options).load(path)
}
