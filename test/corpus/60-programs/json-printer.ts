// A JSON parser and pretty-printer written by hand, with positions in errors and a query by path.
type Json = null | boolean | number | string | Json[] | { [key: string]: Json }

class JsonParser {
  private at = 0
  private line = 1

  constructor(private readonly text: string) {}

  static parse(text: string): Json {
    const parser = new JsonParser(text)
    const value = parser.value()
    parser.space()
    if (parser.at < text.length) throw parser.error('unexpected text after the value')
    return value
  }

  private error(message: string): Error {
    return new SyntaxError(`line ${this.line}, offset ${this.at}: ${message}`)
  }

  private space(): void {
    for (; this.at < this.text.length; this.at++) {
      const c = this.text[this.at]
      if (c === '\n') this.line++
      else if (c !== ' ' && c !== '\t' && c !== '\r') return
    }
  }

  private value(): Json {
    this.space()
    const c = this.text[this.at]
    if (c === '{') return this.object()
    if (c === '[') return this.array()
    if (c === '"') return this.string()
    if (c === '-' || (c >= '0' && c <= '9')) return this.number()
    for (const [word, value] of [['true', true], ['false', false], ['null', null]] as const) {
      if (this.text.startsWith(word, this.at)) {
        this.at += word.length
        return value
      }
    }
    throw this.error(c === undefined ? 'unexpected end' : `unexpected ${JSON.stringify(c)}`)
  }

  private object(): Json {
    const result: { [key: string]: Json } = {}
    this.at++
    this.space()
    if (this.text[this.at] === '}') return this.at++, result
    while (true) {
      this.space()
      if (this.text[this.at] !== '"') throw this.error('expected a key')
      const key = this.string()
      this.space()
      if (this.text[this.at++] !== ':') throw this.error('expected a colon')
      result[key] = this.value()
      this.space()
      const next = this.text[this.at++]
      if (next === '}') return result
      if (next !== ',') throw this.error('expected , or }')
    }
  }

  private array(): Json[] {
    const result: Json[] = []
    this.at++
    this.space()
    if (this.text[this.at] === ']') return this.at++, result
    while (true) {
      result.push(this.value())
      this.space()
      const next = this.text[this.at++]
      if (next === ']') return result
      if (next !== ',') throw this.error('expected , or ]')
    }
  }

  private string(): string {
    let out = ''
    for (this.at++; ; ) {
      const c = this.text[this.at++]
      if (c === undefined) throw this.error('unterminated string')
      if (c === '"') return out
      if (c !== '\\') {
        out += c
        continue
      }
      const escape = this.text[this.at++]
      const simple: Record<string, string> = { n: '\n', t: '\t', r: '\r', b: '\b', f: '\f', '"': '"', '\\': '\\', '/': '/' }
      if (escape === 'u') {
        const code = parseInt(this.text.slice(this.at, this.at + 4), 16)
        if (Number.isNaN(code)) throw this.error('bad escape')
        out += String.fromCharCode(code)
        this.at += 4
      } else if (escape in simple) out += simple[escape]
      else throw this.error('bad escape')
    }
  }

  private number(): number {
    const start = this.at
    while (this.at < this.text.length && '+-.eE0123456789'.includes(this.text[this.at])) this.at++
    const n = Number(this.text.slice(start, this.at))
    if (Number.isNaN(n)) throw this.error('bad number')
    return n
  }
}

class Printer {
  private out: string[] = []
  constructor(private readonly indent: number, private readonly width: number) {}

  print(value: Json): string {
    this.out = []
    this.write(value, 0)
    return this.out.join('')
  }

  private write(value: Json, depth: number): void {
    const flat = JSON.stringify(value)
    if (value === null || typeof value !== 'object' || flat.length + depth * this.indent <= this.width) {
      this.out.push(flat)
      return
    }
    const pad = '\n' + ' '.repeat((depth + 1) * this.indent)
    const isArray = Array.isArray(value)
    this.out.push(isArray ? '[' : '{')
    const entries = Object.entries(value)
    entries.forEach(([key, item], i) => {
      this.out.push(pad, isArray ? '' : JSON.stringify(key) + ': ')
      this.write(item, depth + 1)
      if (i < entries.length - 1) this.out.push(',')
    })
    this.out.push('\n' + ' '.repeat(depth * this.indent), isArray ? ']' : '}')
  }
}

function query(value: Json, path: string): Json | undefined {
  let current: Json | undefined = value
  for (const part of path.split('.')) {
    if (current === null || typeof current !== 'object') return undefined
    current = (current as { [key: string]: Json })[part]
  }
  return current
}

const text = `{
  "name": "test", "version": [1, 2, 3.5e1, -0], "nested": {"deep": {"er": [true, false, null, {}]}, "empty": []},
  "text": "line\\nbreak \\u00e9 \\"quoted\\" \\\\", "long": ["aaaaaaaaaaaaaaaaaaaa", "bbbbbbbbbbbbbbbbbbbb", "cccccccccccccccccccc"], "2": 1, "1": 2
}`
const parsed = JsonParser.parse(text)
console.log(new Printer(2, 40).print(parsed))
console.log(new Printer(1, 10).print([1, [2, [3, [4]]], { a: { b: 'cc' } }]))
console.log(JSON.stringify(parsed) === JSON.stringify(JSON.parse(text)), parsed)
for (const path of ['name', 'version.2', 'nested.deep.er.3', 'nested.none.x', 'version.length', '1']) console.log(path, query(parsed, path))
for (const bad of ['', '{', '[1,]', '{"a":}', '"abc', '[1 2]', '{"a":1,}', 'tru', '"\\x"', '-', '1 2', '\n\n  ?', '{a:1}']) {
  try {
    console.log(JsonParser.parse(bad))
  } catch (e) {
    console.log(JSON.stringify(bad), (e as Error).name, (e as Error).message)
  }
}
