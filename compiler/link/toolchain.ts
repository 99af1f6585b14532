// The C compiler and linker that make images: where they are, which version, and how they are run.

import { spawn, spawnSync } from 'node:child_process'

export interface Toolchain {
  readonly clang: string
  readonly lld: string
  /** What `clang --version` says first: part of every cache key. */
  readonly version: string
}

/** A tool is missing or failed. The message is for the person at the terminal. */
export class ToolError extends Error {}

const OLDEST_VERSION = 16
const NEWEST_TRIED = 22

let found: Toolchain | null = null

function versionOf(tool: string): string | null {
  const result = spawnSync(tool, ['--version'], { encoding: 'utf8' })
  return result.status === 0 ? result.stdout.split('\n')[0] : null
}

/** clang and lld, 19 preferred, 16 or newer. Throws ToolError with the command that installs them. */
export function findToolchain(): Toolchain {
  if (found !== null) return found
  const suffixes = ['-19']
  for (let version = NEWEST_TRIED; version >= OLDEST_VERSION; version--) if (version !== 19) suffixes.push(`-${version}`)
  for (const suffix of [...suffixes, '']) {
    const version = versionOf(`clang${suffix}`)
    if (version === null) continue
    const major = Number(/version (\d+)/.exec(version)?.[1] ?? 0)
    if (major < OLDEST_VERSION) continue
    const linker = versionOf(`ld.lld${suffix}`)
    if (linker === null) continue
    found = { clang: `clang${suffix}`, lld: `ld.lld${suffix}`, version: `${version} / ${linker}` }
    return found
  }
  throw new ToolError(`clang and lld (${OLDEST_VERSION} or newer) are needed: apt-get install clang-19 lld-19`)
}

export interface RunResult { readonly status: number; readonly stderr: string }

/** Runs a tool; `input` goes to its standard input. */
export function runTool(tool: string, args: readonly string[], input?: string): Promise<RunResult> {
  return new Promise((resolve, reject) => {
    const child = spawn(tool, args, { stdio: ['pipe', 'ignore', 'pipe'] })
    let stderr = ''
    child.stderr.setEncoding('utf8').on('data', (text: string) => { stderr += text })
    child.on('error', (error) => reject(new ToolError(`${tool} cannot be run: ${error.message}`)))
    child.on('close', (status, signal) => resolve({ status: status ?? 1, stderr: signal === null ? stderr : `${stderr}\nended by ${signal}` }))
    // The tool may end before it has read everything; its status tells then.
    child.stdin.on('error', () => {})
    child.stdin.end(input ?? '')
  })
}
