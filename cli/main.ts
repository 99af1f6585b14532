// The command line's entry: `main(argv)` yields the exit status. 0 success, 1 the program was refused, 2 the request or
// this machine is at fault, 70 the compiler itself failed; `run` yields the program's own status.
import { readFileSync } from 'node:fs'
import { buildCommand, runCommand } from './commands.ts'
import { parseCommandLine } from './options.ts'
import { CliError, EXIT_INTERNAL, EXIT_OK, EXIT_USAGE } from './status.ts'
import { helpText } from './help.ts'

/** Runs one command. Never throws; what goes wrong is printed to stderr. */
export async function main(argv: readonly string[]): Promise<number> {
  try {
    const request = parseCommandLine(argv)
    switch (request.command) {
      case 'help':
        process.stdout.write(helpText)
        return EXIT_OK
      case 'version':
        process.stdout.write(`skerry ${version()}\n`)
        return EXIT_OK
      case 'build':
        return await buildCommand(request.entry, request.options)
      case 'run':
        return await runCommand(request.entry, request.options, request.programArguments, request.guest)
    }
  } catch (error) {
    if (error instanceof CliError) {
      process.stderr.write(`skerry: ${error.message}\n`)
      return EXIT_USAGE
    }
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error)
    process.stderr.write(`skerry: the compiler failed; this is a bug in skerry, not in the program\n${text}\n`)
    return EXIT_INTERNAL
  }
}

function version(): string {
  const manifest: { version: string } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'))
  return manifest.version
}
