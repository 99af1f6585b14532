// Reads the text form of MIR (print.ts shows it). A line is a statement; `;` begins a comment. Instructions without a
// value get numbers after the largest in use. Errors name the line.

import type { Place } from '../hir/hir.ts'
import type {
  MirBlock, MirData, MirFunction, MirInstruction, MirOp, MirPhi, MirProgram, MirTerminator, Rep, StaticObject, StaticValue, Width,
} from './mir.ts'
import { rebuildPreds } from './graph.ts'
import { effectOp, pureOp } from './ops.ts'

const REPS: readonly string[] = ['i32', 'u32', 'i53', 'f64', 'opt', 'bool', 'ref', 'box', 'none']
const WIDTHS: readonly string[] =
  ['u8', 'i8', 'u16', 'i16', 'i32', 'u32', 'f32', 'f64', 'i53', 'ref', 'box', 'opt', 'bool']

/** Words, quoted strings and single punctuation characters of one line. */
function tokenize(line: string): string[] {
  return line.match(/"(?:[^"\\]|\\.)*"|;.*|->|[A-Za-z_$](?:[A-Za-z0-9_$.#:/<>~|]|-(?!>))*|-?\d+(?:\.\d+)?(?:e[+-]?\d+)?|\{.*"kind".*\}|-|\S/g) ?? []
}

class Line {
  private at = 0
  private readonly tokens: string[]
  private readonly number: number
  constructor(text: string, number: number) {
    this.number = number
    const tokens = tokenize(text)
    const comment = tokens.findIndex((token) => token.startsWith(';'))
    this.tokens = comment < 0 ? tokens : tokens.slice(0, comment)
  }
  fail(message: string): never {
    throw new Error(`MIR line ${this.number}: ${message} (at “${this.tokens.slice(this.at, this.at + 4).join(' ')}”)`)
  }
  get isEmpty(): boolean { return this.tokens.length === 0 }
  get atEnd(): boolean { return this.at >= this.tokens.length }
  peek(): string | undefined { return this.tokens[this.at] }
  next(): string { return this.atEnd ? this.fail('the line ends too early') : this.tokens[this.at++] }
  take(token: string): boolean {
    if (this.peek() !== token) return false
    this.at++
    return true
  }
  expect(token: string): void {
    if (!this.take(token)) this.fail(`${token} expected`)
  }
  symbol(): string {
    const token = this.next()
    return token.startsWith('"') ? JSON.parse(token) as string : token
  }
  number_(): number {
    const token = this.next()
    if (token === '-' && this.peek() === 'Infinity') { this.at++; return -Infinity }
    if (token === '-0') return -0
    const value = Number(token)
    if (Number.isNaN(value) && token !== 'NaN') this.fail(`${token} is not a number`)
    return value
  }
  string(): string {
    const token = this.next()
    return token.startsWith('"') ? JSON.parse(token) as string : this.fail('a quoted string expected')
  }
  json(): unknown { return JSON.parse(this.next()) }
  rep(): Rep {
    const token = this.next()
    return REPS.includes(token) ? token as Rep : this.fail(`${token} is not a representation`)
  }
  private numbered(letter: string): number {
    const match = new RegExp(`^${letter}(\\d+):?$`).exec(this.next())
    return match === null ? (this.at--, this.fail(`${letter}N expected`)) : Number(match[1])
  }
  value(): number { return this.numbered('v') }
  block(): number { return this.numbered('b') }
  values(): number[] {
    const ids: number[] = []
    while (/^v\d+$/.test(this.peek() ?? '')) ids.push(this.value())
    return ids
  }
  place(): Place | null {
    if (!this.take('@')) return null
    const file = this.number_()
    this.expect(':')
    const line = this.number_()
    this.expect(':')
    return { file, line, column: this.number_() }
  }
  done(): void {
    if (!this.atEnd) this.fail('unexpected text')
  }
}

interface Body { op: MirOp; args: number[] }

function parseAccess(line: Line, args: number[]): { offset: number; scale: number; volatile?: boolean; invariant?: boolean; region?: string } {
  line.expect('[')
  const access: ReturnType<typeof parseAccess> = { offset: 0, scale: 1 }
  if (/^v\d/.test(line.peek() ?? '')) {
    args.push(line.value())
    line.expect('*')
    access.scale = line.number_()
    if (line.take('+')) access.offset = line.number_()
    else if (line.peek() !== ']') access.offset = line.number_()
  } else {
    access.offset = line.number_()
  }
  line.expect(']')
  for (;;) {
    if (line.take('volatile')) access.volatile = true
    else if (line.take('invariant')) access.invariant = true
    else if (line.take('region')) { line.expect('='); access.region = line.symbol() }
    else return access
  }
}

function width(line: Line, text: string): Width {
  return WIDTHS.includes(text) ? text as Width : line.fail(`${text} is not a width`)
}

function parseOperation(line: Line): Body {
  const op = line.next()
  if (op.startsWith('load.')) {
    const args = [line.value()]
    return { op: { op: 'load', width: width(line, op.slice(5)), ...parseAccess(line, args) }, args }
  }
  if (op.startsWith('store.')) {
    const args = [line.value(), line.value()]
    return { op: { op: 'store', width: width(line, op.slice(6)), ...parseAccess(line, args) }, args }
  }
  const call = (rest: (args: number[], throws: boolean) => MirOp): Body => {
    const args = line.values()
    return { op: rest(args, line.take('throws')), args }
  }
  switch (op) {
    case 'const': return { op: { op, value: line.number_() }, args: [] }
    case 'word': return { op: { op, word: line.next() as 'null' }, args: [] }
    case 'address': case 'globalLoad': return { op: { op, symbol: line.symbol() }, args: [] }
    case 'param': return { op: { op, index: line.number_() }, args: [] }
    case 'effect': {
      const name = line.next()
      if (effectOp(name) === null) line.fail(`no effect op ${name}`)
      return { op: { op, name }, args: line.values() }
    }
    case 'globalStore': return { op: { op, symbol: line.symbol() }, args: line.values() }
    case 'localLoad': return { op: { op, slot: line.number_() }, args: [] }
    case 'localStore': return { op: { op, slot: line.number_() }, args: line.values() }
    case 'allocate': return { op: { op, shape: line.symbol(), sizeBytes: line.number_(), aux: line.number_() }, args: [] }
    case 'allocateSized': return { op: { op, shape: line.symbol() }, args: line.values() }
    case 'stackBoxes': return { op: { op, count: line.number_() }, args: [] }
    case 'call': {
      const func = line.symbol()
      return call((_, throws) => ({ op, func, throws, ...line.take('stable') ? { stable: true } : {} }))
    }
    case 'callSpilled': return { op: { op, func: line.symbol() }, args: [] }
    case 'callEntry': case 'callEntrySpread': return call((_, throws) => ({ op, throws }))
    case 'allocateWith': case 'setPending': case 'takePending': case 'keepAlive': return { op: { op }, args: line.values() }
    case 'stop': return { op: { op, code: line.number_(), message: line.string() }, args: [] }
  }
  if (pureOp(op) === null) line.fail(`no operation ${op}`)
  return { op: { op: 'pure', name: op }, args: line.values() }
}

function parseTerminator(line: Line): MirTerminator | null {
  switch (line.peek()) {
    case 'jump': line.next(); return { op: 'jump', target: line.block() }
    case 'branch': {
      line.next()
      const branch: MirTerminator = { op: 'branch', condition: line.value(), ifTrue: line.block(), ifFalse: line.block() }
      if (line.take('likely')) branch.likely = true
      else if (line.take('unlikely')) branch.likely = false
      return branch
    }
    case 'switch': {
      line.next()
      const value = line.value()
      const cases: { value: number; target: number }[] = []
      while (line.peek() !== 'otherwise') {
        const one = line.number_()
        line.expect(':')
        cases.push({ value: one, target: line.block() })
      }
      line.next()
      return { op: 'switch', value, cases, otherwise: line.block() }
    }
    case 'return': line.next(); return { op: 'return', value: line.atEnd ? null : line.value() }
    case 'throw': line.next(); return { op: 'throw' }
    case 'unreachable': line.next(); return { op: 'unreachable' }
    default: return null
  }
}

function parseHead(line: Line): MirFunction {
  const symbol = line.symbol()
  const list = (): Rep[] => {
    const reps: Rep[] = []
    line.expect('(')
    while (!line.take(')')) { reps.push(line.rep()); line.take(',') }
    return reps
  }
  const params = list()
  line.expect('->')
  const func: MirFunction = {
    symbol, params, result: line.rep(), locals: [], blocks: [], nextId: 0, canThrow: false, checksDepth: false,
    inline: 'auto', isLibrary: false, place: null, displayName: symbol,
  }
  for (;;) {
    if (line.take('locals')) func.locals = list()
    else if (line.take('throws')) func.canThrow = true
    else if (line.take('depth')) func.checksDepth = true
    else if (line.take('library')) func.isLibrary = true
    else if (line.take('inline')) { line.expect('='); func.inline = line.next() as 'auto' }
    else if (line.take('name')) { line.expect('='); func.displayName = line.string() }
    else break
  }
  func.place = line.place()
  line.expect('{')
  return func
}

/** Reads the body of one function; the blocks' preds come from the terminators where the text does not give them. */
class FunctionReader {
  private readonly func: MirFunction
  private block: MirBlock | null = null
  private readonly unnumbered: MirInstruction[] = []
  private largest = -1
  constructor(func: MirFunction) { this.func = func }

  line(line: Line): void {
    if (/^b\d+:?$/.test(line.peek() ?? '')) this.beginBlock(line)
    else this.instruction(line)
    line.done()
  }

  private beginBlock(line: Line): void {
    this.block = { id: line.block(), preds: [], phis: [], instructions: [], terminator: { op: 'unreachable' }, handler: null }
    line.take(':')
    if (line.take('preds')) while (/^b\d+$/.test(line.peek() ?? '')) this.block.preds.push(line.block())
    if (line.take('handler')) this.block.handler = line.block()
    this.func.blocks.push(this.block)
  }

  private instruction(line: Line): void {
    const block = this.block ?? line.fail('no block yet')
    const terminator = parseTerminator(line)
    if (terminator !== null) {
      block.terminator = terminator
      return
    }
    let id = -1
    let rep: Rep = 'none'
    if (/^v\d+:?$/.test(line.peek() ?? '')) {
      id = line.value()
      this.largest = Math.max(this.largest, id)
      line.take(':')
      rep = line.rep()
      line.expect('=')
    }
    if (line.take('phi')) {
      block.phis.push(this.phi(line, block, id, rep))
      return
    }
    const { op, args } = parseOperation(line)
    const instruction: MirInstruction = { id, rep, args, place: line.place(), ...op }
    if (id < 0) this.unnumbered.push(instruction)
    block.instructions.push(instruction)
  }

  private phi(line: Line, block: MirBlock, id: number, rep: Rep): MirPhi {
    const args = new Map<number, number>()
    while (!line.atEnd) {
      const match = /^b(\d+):v(\d+)$/.exec(line.next())
      if (match === null) line.fail('bN:vN expected')
      args.set(Number(match![1]), Number(match![2]))
    }
    if (block.preds.length === 0) block.preds = [...args.keys()]
    return { id, rep, args: block.preds.map((pred) => args.get(pred) ?? line.fail(`no argument for b${pred}`)) }
  }

  finish(): MirFunction {
    let next = this.largest + 1
    for (const instruction of this.unnumbered) Object.assign(instruction, { id: next++ })
    this.func.nextId = next
    rebuildPreds(this.func)
    return this.func
  }
}

function parseStatic(line: Line): StaticValue {
  if (line.take('word')) return { kind: 'word', word: line.next() as 'null' }
  if (line.take('address')) return { kind: 'address', symbol: line.symbol() }
  return { kind: 'number', value: line.number_() }
}

function parseObject(line: Line, symbol: string): StaticObject {
  const object: StaticObject = { kind: 'object', symbol, shape: line.symbol(), sizeBytes: line.number_(), aux: line.number_(), words: [] }
  while (line.take('[')) {
    const offset = line.number_()
    line.expect(']')
    object.words.push({ offset, width: width(line, line.next()), value: parseStatic(line) })
  }
  return object
}

function parseData(line: Line): MirData {
  const kind = line.next()
  const symbol = line.symbol()
  switch (kind) {
    case 'string': return { kind, symbol, atom: line.take('atom'), value: line.string() }
    case 'shape': return { kind, symbol, shape: line.json() as Extract<MirData, { kind: 'shape' }>['shape'] }
    case 'closure': return { kind, symbol, shape: line.symbol() }
    case 'global': {
      const rep = line.rep()
      return line.atEnd ? { kind, symbol, rep } : { kind, symbol, rep, initial: parseStatic(line) }
    }
    case 'object': return parseObject(line, symbol)
    case 'symbol': return { kind, symbol, description: line.string() }
    case 'bytes': return { kind, symbol, alignment: line.number_(), bytes: new Uint8Array(Buffer.from(line.string(), 'hex')) }
    default: return line.fail(`no data of kind ${kind}`)
  }
}

/** Reads a program. A text without `start` starts at its first function. */
export function parseProgram(text: string): MirProgram {
  const program: MirProgram = { files: [], functions: new Map(), data: new Map(), start: '', entries: new Map() }
  let reader: FunctionReader | null = null
  text.split('\n').forEach((source, i) => {
    const line = new Line(source, i + 1)
    if (line.isEmpty) return
    if (reader !== null) {
      if (line.take('}')) {
        const func = reader.finish()
        program.functions.set(func.symbol, func)
        reader = null
      } else reader.line(line)
      return
    }
    const what = line.next()
    if (what === 'func') { reader = new FunctionReader(parseHead(line)); return }
    if (what === 'start') program.start = line.symbol()
    else if (what === 'entry') program.entries.set(line.next(), line.symbol())
    else if (what === 'file') {
      program.files[line.number_()] = { display: line.string(), path: line.string(), isLibrary: line.take('library') }
    } else if (what === 'data') {
      const data = parseData(line)
      program.data.set(data.symbol, data)
    } else line.fail(`${what} is not a statement`)
    line.done()
  })
  if (reader !== null) throw new Error('MIR: the text ends inside a function')
  if (program.start === '') program.start = [...program.functions.keys()][0] ?? ''
  return program
}
