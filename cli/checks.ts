// What must hold before a build starts: the file can be read, the image can be written, the tools are there.
import { accessSync, constants, statSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { CliError } from './status.ts'

/** Throws CliError unless `entry` is a readable TypeScript file. */
export function checkEntry(entry: string): void {
  let stats
  try {
    stats = statSync(entry)
  } catch (error) {
    throw new CliError(`cannot read ${entry}: ${reason(error)}`)
  }
  if (stats.isDirectory()) throw new CliError(`${entry} is a folder; name the program's main file in it`)
  if (!/\.[cm]?ts$/.test(entry)) throw new CliError(`${entry} is not a TypeScript file (.ts)`)
  try {
    accessSync(entry, constants.R_OK)
  } catch (error) {
    throw new CliError(`cannot read ${entry}: ${reason(error)}`)
  }
}

/** Throws CliError unless an image can be written at `output`. */
export function checkOutput(output: string): void {
  try {
    if (statSync(output).isDirectory()) throw new CliError(`cannot write ${output}: it is a folder; use -o FILE`)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
  }
  try {
    accessSync(dirname(output), constants.W_OK)
  } catch (error) {
    throw new CliError(`cannot write ${output}: ${reason(error)}`)
  }
}

const requiredTools = [
  { program: 'clang-19', debianPackage: 'clang-19' },
  { program: 'ld.lld-19', debianPackage: 'lld-19' },
]

/** Throws CliError with the command that installs what is missing. */
export function checkToolchain(path: string = process.env.PATH ?? ''): void {
  const missing = requiredTools.filter(({ program }) => !isOnPath(program, path))
  if (missing.length === 0) return
  const packages = missing.map((tool) => tool.debianPackage).join(' ')
  throw new CliError(
    `${missing.map((tool) => tool.program).join(' and ')} not found; install with:\n  sudo apt-get install -y ${packages}`)
}

function isOnPath(program: string, path: string): boolean {
  return path.split(delimiter).some((folder) => {
    try {
      accessSync(join(folder, program), constants.X_OK)
      return true
    } catch {
      return false
    }
  })
}

function reason(error: unknown): string {
  switch ((error as NodeJS.ErrnoException).code) {
    case 'ENOENT':
      return 'no such file or folder'
    case 'EACCES':
      return 'permission denied'
    case 'ENOTDIR':
      return 'a part of the path is not a folder'
    default:
      return (error as Error).message
  }
}
