// argv: alpha 42 --flag=x
// Arguments reach the program; exitCode from them.
const [first, second, ...others] = process.argv.slice(2)
console.log(process.argv.length, first, Number(second) + 1, others)
class Options {
  readonly flags: Record<string, string | true> = {}
  readonly positional: string[] = []
  constructor(argv: string[]) {
    for (const a of argv) {
      if (!a.startsWith('--')) this.positional.push(a)
      else if (a.includes('=')) this.flags[a.slice(2, a.indexOf('='))] = a.slice(a.indexOf('=') + 1)
      else this.flags[a.slice(2)] = true
    }
  }
}
const options = new Options(process.argv.slice(2))
console.log(options, options.flags.flag, options.flags.missing)
process.exitCode = options.positional.length
