// `build` and `run`: check the world, compile, report; `run` also starts the image and passes its streams through.
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { constants, tmpdir } from 'node:os'
import { basename, join, resolve } from 'node:path'
import { compileProgram } from '../compiler/mod.ts'
import { renderDiagnostic } from '../compiler/frontend/diagnostic.ts'
import { checkEntry, checkOutput, checkToolchain } from './checks.ts'
import type { GuestOptions } from './guest/options.ts'
import { checkPorts } from './guest/ports.ts'
import { findQemu } from './guest/qemu.ts'
import { runGuest } from './guest/run.ts'
import type { CommandOptions } from './options.ts'
import { Progress } from './progress.ts'
import { CliError, EXIT_OK, EXIT_REFUSED } from './status.ts'

/** Makes an image; the last line on stderr gives its path, size and the time. */
export async function buildCommand(entry: string, options: CommandOptions): Promise<number> {
  checkEntry(entry)
  const output = resolve(options.output ?? basename(entry).replace(/\.[cm]?tsx?$/, ''))
  checkOutput(output)
  const built = await compile(entry, output, options)
  return built !== null ? EXIT_OK : EXIT_REFUSED
}

/** Makes an image in a temporary folder, runs it, removes it. The result is the program's exit status. */
export async function runCommand(
  entry: string, options: CommandOptions, programArguments: readonly string[], guest: GuestOptions | null,
): Promise<number> {
  checkEntry(entry)
  if (guest !== null) {
    findQemu()
    await checkPorts(guest.published)
  }
  const folder = mkdtempSync(join(tmpdir(), 'skerry-run-'))
  const removeFolder = (): void => rmSync(folder, { recursive: true, force: true })
  process.once('exit', removeFolder)
  try {
    const image = join(folder, basename(entry).replace(/\.[cm]?tsx?$/, ''))
    const built = await compile(entry, image, options)
    if (built === null) return EXIT_REFUSED
    return guest === null ? await start(image, programArguments) : await runGuest({ image, ...built }, guest, programArguments)
  } finally {
    removeFolder()
    process.removeListener('exit', removeFolder)
  }
}

/** What was built; null if the program was refused. */
async function compile(
  entry: string, output: string, options: CommandOptions,
): Promise<{ sizeBytes: number; isServed: boolean } | null> {
  checkToolchain()
  const progress = new Progress(options.verbose)
  const { target, seed, optimise, dump, dumpOnly, verify, explain, verbose } = options
  const result = await compileProgram(resolve(entry), {
    target, output, seed, optimise, dump, verify, explain, verbose, onPhase: (name, ms) => progress.phase(name, ms),
    ...(dumpOnly === null ? {} : { dumpOnly }),
  })
  if (!result.ok) {
    progress.clear()
    for (const diagnostic of result.diagnostics) process.stderr.write(`${renderDiagnostic(diagnostic)}\n\n`)
    const count = result.diagnostics.length
    process.stderr.write(`skerry: ${count} ${count === 1 ? 'problem' : 'problems'}; no image was made\n`)
    return null
  }
  progress.done(output, result.sizeBytes)
  return { sizeBytes: result.sizeBytes, isServed: result.isServed }
}

/** Signals that a person sends to `skerry run` end the program first; its status is then passed on. */
const passedOn = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

function start(image: string, programArguments: readonly string[]): Promise<number> {
  return new Promise((settle, fail) => {
    const child = spawn(image, programArguments, { stdio: 'inherit' })
    const forward = (signal: NodeJS.Signals): void => void child.kill(signal)
    for (const signal of passedOn) process.on(signal, forward)
    const release = (): void => passedOn.forEach((signal) => process.removeListener(signal, forward))
    child.once('error', (error) => {
      release()
      fail(new CliError(`cannot start the image: ${error.message}`))
    })
    child.once('exit', (status, signal) => {
      release()
      if (signal !== null) process.stderr.write(`skerry: the program was ended by ${signal}\n`)
      settle(status ?? 128 + (signal === null ? 0 : constants.signals[signal]))
    })
  })
}
