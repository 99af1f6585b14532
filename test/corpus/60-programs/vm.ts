// A stack machine: assembler with labels, instructions as a discriminated union, call frames, output.
type Instruction =
  | { op: 'push'; value: number }
  | { op: 'load' | 'store'; slot: number }
  | { op: 'add' | 'sub' | 'mul' | 'div' | 'mod' | 'lt' | 'eq' | 'dup' | 'drop' | 'print' | 'ret' | 'halt' }
  | { op: 'jump' | 'jumpIf' | 'call'; target: number }

class AssemblyError extends Error {
  constructor(readonly line: number, message: string) {
    super(`line ${line}: ${message}`)
  }
}

const plain = new Set(['add', 'sub', 'mul', 'div', 'mod', 'lt', 'eq', 'dup', 'drop', 'print', 'ret', 'halt'])

function assemble(source: string): Instruction[] {
  const labels = new Map<string, number>()
  const lines: { words: string[]; number: number }[] = []
  source.split('\n').forEach((raw, i) => {
    const text = raw.split(';')[0].trim()
    if (text.endsWith(':')) labels.set(text.slice(0, -1), lines.length)
    else if (text !== '') lines.push({ words: text.split(' ').filter((w) => w !== ''), number: i + 1 })
  })
  return lines.map(({ words: [op, argument], number }): Instruction => {
    if (plain.has(op)) return { op } as Instruction
    if (argument === undefined) throw new AssemblyError(number, `${op} needs an argument`)
    switch (op) {
      case 'push': {
        const value = Number(argument)
        if (Number.isNaN(value)) throw new AssemblyError(number, `bad number ${argument}`)
        return { op, value }
      }
      case 'load':
      case 'store':
        return { op, slot: parseInt(argument) }
      case 'jump':
      case 'jumpIf':
      case 'call': {
        const target = labels.get(argument)
        if (target === undefined) throw new AssemblyError(number, `no label ${argument}`)
        return { op, target }
      }
      default:
        throw new AssemblyError(number, `unknown ${op}`)
    }
  })
}

class Machine {
  private readonly stack: number[] = []
  private readonly frames: { back: number; locals: number[] }[] = [{ back: -1, locals: [] }]
  readonly output: number[] = []
  steps = 0

  constructor(private readonly program: Instruction[]) {}

  private pop(): number {
    const v = this.stack.pop()
    if (v === undefined) throw new Error('stack is empty')
    return v
  }

  run(limit = 100000): this {
    let pc = 0
    while (pc >= 0) {
      if (++this.steps > limit) throw new Error('too many steps')
      const i = this.program[pc++]
      if (i === undefined) throw new Error('fell off the end')
      const locals = this.frames[this.frames.length - 1].locals
      switch (i.op) {
        case 'push': this.stack.push(i.value); break
        case 'load': this.stack.push(locals[i.slot] ?? 0); break
        case 'store': locals[i.slot] = this.pop(); break
        case 'dup': this.stack.push(this.stack[this.stack.length - 1]); break
        case 'drop': this.pop(); break
        case 'print': this.output.push(this.pop()); break
        case 'jump': pc = i.target; break
        case 'jumpIf': if (this.pop() !== 0) pc = i.target; break
        case 'call': this.frames.push({ back: pc, locals: [] }); pc = i.target; break
        case 'ret': pc = this.frames.pop()!.back; break
        case 'halt': return this
        default: {
          const b = this.pop()
          const a = this.pop()
          this.stack.push(arithmetic(i.op, a, b))
        }
      }
    }
    return this
  }
}

function arithmetic(op: 'add' | 'sub' | 'mul' | 'div' | 'mod' | 'lt' | 'eq', a: number, b: number): number {
  switch (op) {
    case 'add': return a + b
    case 'sub': return a - b
    case 'mul': return a * b
    case 'div': return Math.trunc(a / b)
    case 'mod': return a % b
    case 'lt': return a < b ? 1 : 0
    case 'eq': return Number(a === b)
  }
}

const programs: Record<string, string> = {
  factorial: 'push 10\ncall fact\nprint\nhalt\nfact:\nstore 0\nload 0\npush 2\nlt\njumpIf one\nload 0\nload 0\npush 1\nsub\ncall fact\nmul\nret\none:\npush 1\nret',
  primes: 'push 2\nstore 0\nouter:\npush 2\nstore 1\ninner:\nload 1\nload 1\nmul\nload 0\nlt\nload 1\nload 1\nmul\nload 0\neq\nadd\npush 0\neq\njumpIf prime\nload 0\nload 1\nmod\npush 0\neq\njumpIf next\nload 1\npush 1\nadd\nstore 1\njump inner\nprime:\nload 0\nprint\nnext:\nload 0\npush 1\nadd\ndup\nstore 0\npush 40\nlt\njumpIf outer\nhalt',
  empty: 'add', loop: 'here:\njump here', badLabel: 'push 1\njump nowhere', badNumber: '; comment\n\npush x', unknown: 'frob 1', missing: 'push', division: 'push 1\npush 0\ndiv\nprint\npush -7\npush 2\nmod\nprint\nhalt',
}
for (const [name, source] of Object.entries(programs)) {
  try {
    const machine = new Machine(assemble(source)).run()
    console.log(name, machine.output, machine.steps)
  } catch (e) {
    console.log(name, e instanceof AssemblyError ? 'assembly' : 'run time', (e as Error).message)
  }
}
