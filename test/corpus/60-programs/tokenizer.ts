// A tokenizer and shunting-yard calculator with variables, functions, and precise error positions.
type Kind = 'number' | 'identifier' | 'operator' | 'open' | 'close' | 'comma'

class Token {
  constructor(readonly kind: Kind, readonly text: string, readonly column: number) {}
  toString(): string {
    return `${this.kind[0]}:${this.text}`
  }
}

class Problem extends Error {
  constructor(message: string, readonly column: number) {
    super(message)
  }
}

const operators: Record<string, { precedence: number; right?: boolean; apply(a: number, b: number): number }> = {
  '+': { precedence: 1, apply: (a, b) => a + b },
  '-': { precedence: 1, apply: (a, b) => a - b },
  '*': { precedence: 2, apply: (a, b) => a * b },
  '/': { precedence: 2, apply: (a, b) => a / b },
  '%': { precedence: 2, apply: (a, b) => a % b },
  '^': { precedence: 4, right: true, apply: (a, b) => a ** b },
  neg: { precedence: 3, right: true, apply: (a) => -a },
}

const functions: Record<string, { arity: number; apply(...xs: number[]): number }> = {
  sqrt: { arity: 1, apply: Math.sqrt },
  max: { arity: 2, apply: Math.max },
  hyp: { arity: 2, apply: (a, b) => Math.sqrt(a * a + b * b) },
  pi: { arity: 0, apply: () => Math.PI },
}

function tokenize(line: string): Token[] {
  const tokens: Token[] = []
  let i = 0
  while (i < line.length) {
    const c = line[i]
    const start = i
    if (c === ' ') {
      i++
      continue
    }
    if ((c >= '0' && c <= '9') || c === '.') {
      while (i < line.length && ((line[i] >= '0' && line[i] <= '9') || line[i] === '.')) i++
      if (line.slice(start, i).split('.').length > 2) throw new Problem('two points in a number', start)
      tokens.push(new Token('number', line.slice(start, i), start))
    } else if (c.toLowerCase() !== c.toUpperCase()) {
      while (i < line.length && line[i].toLowerCase() !== line[i].toUpperCase()) i++
      tokens.push(new Token('identifier', line.slice(start, i), start))
    } else {
      i++
      const previous = tokens.at(-1)
      const unary = c === '-' && (previous === undefined || previous.kind === 'operator' || previous.kind === 'open' || previous.kind === 'comma')
      if (unary) tokens.push(new Token('operator', 'neg', start))
      else if (c in operators && c !== 'neg') tokens.push(new Token('operator', c, start))
      else if (c === '(') tokens.push(new Token('open', c, start))
      else if (c === ')') tokens.push(new Token('close', c, start))
      else if (c === ',') tokens.push(new Token('comma', c, start))
      else throw new Problem(`unknown character ${JSON.stringify(c)}`, start)
    }
  }
  return tokens
}

function toPostfix(tokens: Token[]): Token[] {
  const output: Token[] = []
  const stack: Token[] = []
  for (const token of tokens) {
    switch (token.kind) {
      case 'number':
        output.push(token)
        break
      case 'identifier':
        if (Object.hasOwn(functions, token.text)) stack.push(token)
        else output.push(token)
        break
      case 'operator': {
        const own = operators[token.text]
        for (let top = stack.at(-1); top !== undefined && top.kind !== 'open'; top = stack.at(-1)) {
          const other = operators[top.text]
          if (top.kind === 'operator' && (other.precedence < own.precedence || (other.precedence === own.precedence && own.right))) break
          output.push(stack.pop()!)
        }
        stack.push(token)
        break
      }
      case 'open':
        stack.push(token)
        break
      case 'comma':
      case 'close': {
        while (stack.length > 0 && stack.at(-1)!.kind !== 'open') output.push(stack.pop()!)
        if (stack.length === 0) throw new Problem('unbalanced )', token.column)
        if (token.kind === 'close') {
          stack.pop()
          if (stack.at(-1)?.kind === 'identifier') output.push(stack.pop()!)
        }
      }
    }
  }
  while (stack.length > 0) {
    const top = stack.pop()!
    if (top.kind === 'open') throw new Problem('unbalanced (', top.column)
    output.push(top)
  }
  return output
}

class Calculator {
  readonly variables: Record<string, number> = {}

  run(line: string): string {
    const [left, right] = line.includes('=') ? line.split('=') : ['', line]
    try {
      const postfix = toPostfix(tokenize(right))
      const value = this.evaluate(postfix)
      if (left !== '') this.variables[left.trim()] = value
      return `${value} [${postfix.join(' ')}]`
    } catch (e) {
      if (e instanceof Problem) return `${' '.repeat(e.column)}^ ${e.message}`
      throw e
    }
  }

  private evaluate(postfix: Token[]): number {
    const stack: number[] = []
    for (const { kind, text, column } of postfix) {
      if (kind === 'number') stack.push(Number(text))
      else if (kind === 'identifier' && Object.hasOwn(functions, text)) {
        const { arity, apply } = functions[text]
        if (stack.length < arity) throw new Problem(`${text} needs ${arity} arguments`, column)
        stack.push(apply(...stack.splice(stack.length - arity, arity)))
      } else if (kind === 'identifier') {
        const value = this.variables[text]
        if (value === undefined) throw new Problem(`unknown ${text}`, column)
        stack.push(value)
      } else {
        const count = text === 'neg' ? 1 : 2
        if (stack.length < count) throw new Problem(`${text} lacks an operand`, column)
        const b = stack.pop()!
        stack.push(count === 1 ? operators[text].apply(b, 0) : operators[text].apply(stack.pop()!, b))
      }
    }
    if (stack.length !== 1) throw new Problem(`${stack.length} values remain`, 0)
    return stack[0]
  }
}

const calculator = new Calculator()
for (const line of [
  '1 + 2 * 3', '(1 + 2) * 3', '2 ^ 3 ^ 2', '-2 ^ 2', '10 % 4 - -3', 'x = 4', 'y = x * 2.5', 'hyp(x - 1, x) + max(1, y)', 'sqrt(2)', 'pi()', '1 / 0', '-(0)',
  'z + 1', '1 + ', '(1 + 2', '1 + 2)', '1 2', '1..2', '3 $ 4', 'max(1)', '', 'toString', 'constructor = 1', 'constructor + 1',
]) console.log(JSON.stringify(line), calculator.run(line))
console.log(calculator.variables)
