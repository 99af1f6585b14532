// An interpreter for a small language: tokenizer, recursive-descent parser, evaluator with closures.
type Token = { kind: 'number' | 'name' | 'string' | 'symbol' | 'end'; text: string; at: number }

type Expression =
  | { kind: 'literal'; value: Value }
  | { kind: 'name'; name: string }
  | { kind: 'binary'; operator: string; left: Expression; right: Expression }
  | { kind: 'unary'; operator: string; operand: Expression }
  | { kind: 'call'; callee: Expression; args: Expression[] }
  | { kind: 'function'; parameters: string[]; body: Expression }
  | { kind: 'if'; test: Expression; then: Expression; otherwise: Expression }
  | { kind: 'let'; name: string; value: Expression; body: Expression }
  | { kind: 'list'; items: Expression[] }

type Value = number | string | boolean | null | Value[] | FunctionValue
interface FunctionValue {
  readonly apply: (args: Value[]) => Value
  readonly arity: number
}

class SyntaxProblem extends Error {
  constructor(message: string, readonly at: number) {
    super(`${message} at ${at}`)
  }
}

class Tokenizer {
  private position = 0
  constructor(private readonly source: string) {}

  *tokens(): Generator<Token> {
    while (true) {
      while (' \n\t'.includes(this.peek()) && this.peek() !== '') this.position++
      const at = this.position
      const c = this.peek()
      if (c === '') break
      if (c >= '0' && c <= '9') yield { kind: 'number', text: this.take((d) => (d >= '0' && d <= '9') || d === '.'), at }
      else if (c === '"') {
        this.position++
        const text = this.take((d) => d !== '"')
        if (this.peek() === '') throw new SyntaxProblem('unterminated string', at)
        this.position++
        yield { kind: 'string', text, at }
      } else if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c === '_') {
        yield { kind: 'name', text: this.take((d) => (d >= 'a' && d <= 'z') || (d >= 'A' && d <= 'Z') || d === '_' || (d >= '0' && d <= '9')), at }
      } else {
        const two = this.source.slice(at, at + 2)
        const text = ['==', '<=', '>=', '!=', '=>', '&&', '||'].includes(two) ? two : c
        this.position += text.length
        yield { kind: 'symbol', text, at }
      }
    }
    yield { kind: 'end', text: 'end of input', at: this.position }
  }

  private peek(): string {
    return this.source.charAt(this.position)
  }

  private take(test: (c: string) => boolean): string {
    const start = this.position
    while (this.peek() !== '' && test(this.peek())) this.position++
    return this.source.slice(start, this.position)
  }
}

const levels: string[][] = [['||'], ['&&'], ['==', '!=', '<', '>', '<=', '>='], ['+', '-'], ['*', '/', '%']]

class Parser {
  private readonly tokens: Token[]
  private index = 0
  constructor(source: string) {
    this.tokens = [...new Tokenizer(source).tokens()]
  }

  parse(): Expression {
    const e = this.expression()
    if (this.current.kind !== 'end') this.fail(`unexpected ${this.current.text}`)
    return e
  }

  private get current(): Token {
    return this.tokens[this.index]
  }

  private fail(message: string): never {
    throw new SyntaxProblem(message, this.current.at)
  }

  private accept(text: string): boolean {
    if (this.current.text !== text || this.current.kind === 'string') return false
    this.index++
    return true
  }

  private expect(text: string): void {
    if (!this.accept(text)) this.fail(`expected ${text}, found ${this.current.text}`)
  }

  private name(): string {
    if (this.current.kind !== 'name') this.fail('expected a name')
    return this.tokens[this.index++].text
  }

  private expression(): Expression {
    if (this.accept('let')) {
      const name = this.name()
      this.expect('=')
      const value = this.expression()
      this.expect('in')
      return { kind: 'let', name, value, body: this.expression() }
    }
    if (this.accept('if')) {
      const test = this.expression()
      this.expect('then')
      const then = this.expression()
      this.expect('else')
      return { kind: 'if', test, then, otherwise: this.expression() }
    }
    if (this.accept('fn')) {
      const parameters: string[] = []
      this.expect('(')
      while (!this.accept(')')) {
        parameters.push(this.name())
        if (this.current.text !== ')') this.expect(',')
      }
      this.expect('=>')
      return { kind: 'function', parameters, body: this.expression() }
    }
    return this.binary(0)
  }

  private binary(level: number): Expression {
    if (level === levels.length) return this.unary()
    let left = this.binary(level + 1)
    while (this.current.kind === 'symbol' && levels[level].includes(this.current.text)) {
      const operator = this.tokens[this.index++].text
      left = { kind: 'binary', operator, left, right: this.binary(level + 1) }
    }
    return left
  }

  private unary(): Expression {
    for (const operator of ['-', '!']) if (this.accept(operator)) return { kind: 'unary', operator, operand: this.unary() }
    let e = this.primary()
    while (this.accept('(')) e = { kind: 'call', callee: e, args: this.sequence(')') }
    return e
  }

  private sequence(close: string): Expression[] {
    const items: Expression[] = []
    while (!this.accept(close)) {
      items.push(this.expression())
      if (this.current.text !== close) this.expect(',')
    }
    return items
  }

  private primary(): Expression {
    const token = this.current
    this.index++
    switch (token.kind) {
      case 'number':
        return { kind: 'literal', value: Number(token.text) }
      case 'string':
        return { kind: 'literal', value: token.text }
      case 'name':
        if (token.text === 'true' || token.text === 'false') return { kind: 'literal', value: token.text === 'true' }
        if (token.text === 'null') return { kind: 'literal', value: null }
        return { kind: 'name', name: token.text }
      case 'symbol':
        if (token.text === '(') {
          const e = this.expression()
          this.expect(')')
          return e
        }
        if (token.text === '[') return { kind: 'list', items: this.sequence(']') }
    }
    this.index--
    this.fail(`unexpected ${token.text}`)
  }
}

class Scope {
  private readonly names = new Map<string, Value>()
  constructor(private readonly parent: Scope | null) {}

  define(name: string, value: Value): this {
    this.names.set(name, value)
    return this
  }

  lookup(name: string): Value {
    for (let scope: Scope | null = this; scope !== null; scope = scope.parent) {
      const value = scope.names.get(name)
      if (value !== undefined) return value
    }
    throw new Error(`unknown name ${name}`)
  }
}

let evaluations = 0

function evaluate(e: Expression, scope: Scope): Value {
  evaluations++
  switch (e.kind) {
    case 'literal':
      return e.value
    case 'name':
      return scope.lookup(e.name)
    case 'list':
      return e.items.map((item) => evaluate(item, scope))
    case 'if':
      return evaluate(evaluate(e.test, scope) === true ? e.then : e.otherwise, scope)
    case 'let': {
      const inner = new Scope(scope)
      inner.define(e.name, null)
      return evaluate(e.body, inner.define(e.name, evaluate(e.value, inner)))
    }
    case 'unary': {
      const v = evaluate(e.operand, scope)
      return e.operator === '-' ? -(v as number) : v !== true
    }
    case 'function':
      return {
        arity: e.parameters.length,
        apply: (args) => evaluate(e.body, e.parameters.reduce((s, p, i) => s.define(p, args[i] ?? null), new Scope(scope))),
      }
    case 'call': {
      const callee = evaluate(e.callee, scope)
      if (callee === null || typeof callee !== 'object' || Array.isArray(callee)) throw new Error('not a function: ' + show(callee))
      const args = e.args.map((a) => evaluate(a, scope))
      if (callee.arity >= 0 && args.length !== callee.arity) throw new Error(`expected ${callee.arity} arguments, got ${args.length}`)
      return callee.apply(args)
    }
    case 'binary':
      return binary(e.operator, evaluate(e.left, scope), () => evaluate(e.right, scope))
  }
}

function binary(operator: string, a: Value, right: () => Value): Value {
  if (operator === '&&') return a === true ? right() : a
  if (operator === '||') return a === true ? a : right()
  const b = right()
  if (operator === '==') return show(a) === show(b)
  if (operator === '!=') return show(a) !== show(b)
  if (operator === '+' && (typeof a === 'string' || typeof b === 'string')) return show(a) + show(b)
  if (operator === '+' && Array.isArray(a) && Array.isArray(b)) return [...a, ...b]
  if (typeof a !== 'number' || typeof b !== 'number') throw new Error(`cannot ${operator} ${show(a)} and ${show(b)}`)
  switch (operator) {
    case '+': return a + b
    case '-': return a - b
    case '*': return a * b
    case '/': return a / b
    case '%': return a % b
    case '<': return a < b
    case '>': return a > b
    case '<=': return a <= b
    default: return a >= b
  }
}

function show(v: Value): string {
  if (Array.isArray(v)) return '[' + v.map(show).join(', ') + ']'
  return typeof v === 'object' && v !== null ? `fn/${v.arity}` : String(v)
}

const globals = new Scope(null)
  .define('len', { arity: 1, apply: ([x]) => (Array.isArray(x) || typeof x === 'string' ? x.length : -1) })
  .define('range', { arity: 2, apply: ([a, b]) => Array.from({ length: (b as number) - (a as number) }, (_, i) => (a as number) + i) })
  .define('map', { arity: 2, apply: ([f, list]) => (list as Value[]).map((x) => (f as FunctionValue).apply([x])) })
  .define('fold', { arity: 3, apply: ([f, z, list]) => (list as Value[]).reduce((acc, x) => (f as FunctionValue).apply([acc, x]), z) })
  .define('max', { arity: -1, apply: (args) => Math.max(...(args as number[])) })

const sources = [
  '1 + 2 * 3 - 4 / 8', '(1 + 2) * -3 % 5', '"a" + 1 + true', 'let x = 5 in x * x', '1 < 2 && 3 >= 4 || !false',
  'let fib = fn(n) => if n < 2 then n else fib(n - 1) + fib(n - 2) in fib(15)',
  'let compose = fn(f, g) => fn(x) => f(g(x)) in compose(fn(x) => x + 1, fn(x) => x * 10)(4)',
  'map(fn(x) => x * x, range(1, 6))', 'fold(fn(a, b) => a + b, 0, range(0, 101))', '[1, [2, "x"], null] + [fn(a, b) => a]',
  'len("hello") + len([1, 2])', 'max(3, 9, 4)', 'let make = fn(n) => fn() => n in map(fn(f) => f(), [make(1), make(2)])',
  'unknown + 1', '1 +', '"abc', '(fn(x) => x)(1, 2)', '5(1)', '[1, 2', 'null - 1', 'let 5 = 1 in 2', '1 @ 2', 'if true then 1',
]
for (const source of sources) {
  try {
    console.log(source, '=>', show(evaluate(new Parser(source).parse(), globals)))
  } catch (e) {
    console.log(source, '=>', e instanceof SyntaxProblem ? 'syntax' : 'error', (e as Error).message)
  }
}
console.log(evaluations)
