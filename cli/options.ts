// The command line as a value: argv → request. Only syntax and ranges are checked here, not the world.
import { parseArgs } from 'node:util'
import type { GuestOptions } from './guest/options.ts'
import { guestOptionTable, parseGuestOptions } from './guest/options.ts'
import { CliError } from './status.ts'

export type Target = 'linux' | 'pvh'

export interface CommandOptions {
  readonly target: Target
  /** Path of the image; null when the command chooses. */
  readonly output: string | null
  readonly seed: number
  readonly optimise: 'speed' | 'size'
  readonly dump: readonly string[]
  /** Only functions whose symbol contains this are dumped; null for all. */
  readonly dumpOnly: string | null
  readonly verify: boolean
  readonly explain: boolean
  readonly verbose: boolean
}

/** Options that only `run` has, and only of a guest. */
const onlyOfGuests = ['machine', 'memory', 'publish', 'tap', 'address', 'gateway', 'set'] as const

export type Request =
  | { readonly command: 'help' | 'version' }
  | { readonly command: 'build'; readonly entry: string; readonly options: CommandOptions }
  | {
      readonly command: 'run'
      readonly entry: string
      readonly options: CommandOptions
      readonly programArguments: readonly string[]
      /** null on targets that are no guests. */
      readonly guest: GuestOptions | null
    }

const commands = ['build', 'run']
const notYet = ['new', 'dev', 'inspect', 'doctor']
const targets: readonly string[] = ['linux', 'pvh']
const targetsNotYet = ['xen']

const optionTable = {
  target: { type: 'string', default: 'linux' },
  output: { type: 'string', short: 'o' },
  seed: { type: 'string', default: '0' },
  optimise: { type: 'string', default: 'speed' },
  dump: { type: 'string', multiple: true, default: [] as string[] },
  'dump-only': { type: 'string' },
  verify: { type: 'boolean', default: false },
  explain: { type: 'boolean', default: false },
  verbose: { type: 'boolean', default: false },
  ...guestOptionTable,
  help: { type: 'boolean', short: 'h', default: false },
  version: { type: 'boolean', default: false },
} as const

/** Throws CliError, whose message says what to write instead. */
export function parseCommandLine(argv: readonly string[]): Request {
  const { values, positionals } = parse(argv)
  if (values.help || (argv.length > 0 && positionals[0] === 'help')) return { command: 'help' }
  if (values.version) return { command: 'version' }
  const [command, entry, ...programArguments] = positionals
  if (command === undefined) throw new CliError('no command given; write `skerry build FILE.ts`, or see `skerry --help`')
  if (notYet.includes(command)) throw new CliError(`\`${command}\` is not offered yet; today there are build and run`)
  if (!commands.includes(command)) {
    throw new CliError(`unknown command ${JSON.stringify(command)}; there are ${commands.join(' and ')} (see --help)`)
  }
  if (entry === undefined) throw new CliError(`no file given; write \`skerry ${command} FILE.ts\``)
  const options = checkOptions(values)
  if (command !== 'run' || options.target === 'linux') refuseGuestOptions(argv)
  if (command === 'run') {
    if (options.output !== null) throw new CliError('`run` keeps no image; use `skerry build FILE.ts -o OUT`')
    return { command: 'run', entry, options, programArguments, guest: options.target === 'linux' ? null : parseGuestOptions(values) }
  }
  if (programArguments.length > 0) {
    throw new CliError(`one file only; did not expect ${JSON.stringify(programArguments[0])} after ${JSON.stringify(entry)}`)
  }
  return { command: 'build', entry, options }
}

function parse(argv: readonly string[]) {
  try {
    return parseArgs({ args: [...argv], options: optionTable, allowPositionals: true })
  } catch (error) {
    throw new CliError(`${(error as Error).message} (see --help)`)
  }
}

function refuseGuestOptions(argv: readonly string[]): void {
  const end = argv.indexOf('--')
  const given = end < 0 ? argv : argv.slice(0, end)
  const name = onlyOfGuests.find((option) => given.some((word) => word === `--${option}` || word.startsWith(`--${option}=`)))
  if (name !== undefined) throw new CliError(`--${name} is for \`skerry run\` with a guest as target, such as --target pvh`)
}

function isTarget(text: string): text is Target {
  return targets.includes(text)
}

function checkOptions(values: ReturnType<typeof parse>['values']): CommandOptions {
  const { target, optimise, seed } = values
  if (targetsNotYet.includes(target)) throw new CliError(`target ${target} is not offered yet; today there are linux and pvh`)
  if (!isTarget(target)) throw new CliError(`unknown target ${JSON.stringify(target)}; today there are linux and pvh`)
  if (optimise !== 'speed' && optimise !== 'size') {
    throw new CliError(`--optimise takes speed or size, not ${JSON.stringify(optimise)}`)
  }
  if (!/^\d{1,10}$/.test(seed) || Number(seed) >= 2 ** 32) {
    throw new CliError(`--seed takes an integer from 0 to 4294967295, not ${JSON.stringify(seed)}`)
  }
  const unknownDump = values.dump.find((what) => !/^(hir|types|mir:after=.+)$/.test(what))
  if (unknownDump !== undefined) {
    throw new CliError(`--dump takes hir, types or mir:after=PASS, not ${JSON.stringify(unknownDump)}`)
  }
  return {
    target,
    output: values.output ?? null,
    seed: Number(seed),
    optimise,
    dump: values.dump,
    dumpOnly: values['dump-only'] ?? null,
    verify: values.verify,
    explain: values.explain,
    verbose: values.verbose,
  }
}
