// The text form of MIR, read back by parse.ts: for people, for `--dump mir:after=PASS`, and for pass tests.
//
//   file 0 "a.ts" "/program/a.ts"
//   start main
//   entry allocateSlow skAllocateSlow
//   data string s1 atom "hello"
//   func add(i32, f64) -> f64 locals(box) throws depth inline=always library name="add" @0:1:1 {
//   b0:
//     v0: i32 = param 0
//     v1: i32 = const 5
//     v2: i32 = i32.add v0 v1 @0:3:5
//     store.f64 v7 v8 [v2*8+16] region=elements
//     branch v9 b1 b2 likely
//   b1: preds b0 b2 handler b5
//     v10: i32 = phi b0:v1 b2:v2
//     return v10
//   }
//
// Instructions without a value show no number. Names that are not plain are quoted as JSON strings.

import type { Place } from '../hir/hir.ts'
import type { MirBlock, MirData, MirFunction, MirInstruction, MirProgram, MirTerminator, StaticValue } from './mir.ts'

/** A symbol as text: bare where it is plain. */
export function printSymbol(symbol: string): string {
  return /^[A-Za-z_$][A-Za-z0-9_$.#:/<>~|-]*$/.test(symbol) ? symbol : JSON.stringify(symbol)
}

function printPlace(place: Place | null): string {
  return place === null ? '' : ` @${place.file}:${place.line}:${place.column}`
}

/** A number that reads back as itself: −0, NaN and infinities too. */
export function printNumber(value: number): string {
  if (Object.is(value, -0)) return '-0'
  return String(value)
}

function values(ids: readonly number[]): string {
  return ids.map((id) => ` v${id}`).join('')
}

interface Access { offset: number; scale: number; volatile?: boolean; region?: string; invariant?: boolean }

function printAccess(access: Access, index: number | undefined): string {
  const parts: string[] = []
  if (index !== undefined) parts.push(`v${index}*${access.scale}`)
  if (access.offset !== 0 || index === undefined) parts.push(String(access.offset))
  let text = ` [${parts.join('+').replace('+-', '-')}]`
  if (access.volatile === true) text += ' volatile'
  if (access.invariant === true) text += ' invariant'
  if (access.region !== undefined) text += ` region=${printSymbol(access.region)}`
  return text
}

function printOperation(i: MirInstruction): string {
  switch (i.op) {
    case 'const': return `const ${printNumber(i.value)}`
    case 'word': return `word ${i.word}`
    case 'address': return `address ${printSymbol(i.symbol)}`
    case 'param': return `param ${i.index}`
    case 'pure': return `${i.name}${values(i.args)}`
    case 'effect': return `effect ${i.name}${values(i.args)}`
    case 'load': return `load.${i.width}${values(i.args.slice(0, 1))}${printAccess(i, i.args[1])}`
    case 'store': return `store.${i.width}${values(i.args.slice(0, 2))}${printAccess(i, i.args[2])}`
    case 'globalLoad': return `globalLoad ${printSymbol(i.symbol)}`
    case 'globalStore': return `globalStore ${printSymbol(i.symbol)}${values(i.args)}`
    case 'localLoad': return `localLoad ${i.slot}`
    case 'localStore': return `localStore ${i.slot}${values(i.args)}`
    case 'allocate': return `allocate ${printSymbol(i.shape)} ${i.sizeBytes} ${i.aux}`
    case 'allocateSized': return `allocateSized ${printSymbol(i.shape)}${values(i.args)}`
    case 'allocateWith': return `allocateWith${values(i.args)}`
    case 'stackBoxes': return `stackBoxes ${i.count}`
    case 'call': return `call ${printSymbol(i.func)}${values(i.args)}${i.throws ? ' throws' : ''}${i.stable === true ? ' stable' : ''}`
    case 'callEntry': return `callEntry${values(i.args)}${i.throws ? ' throws' : ''}`
    case 'callEntrySpread': return `callEntrySpread${values(i.args)}${i.throws ? ' throws' : ''}`
    case 'callSpilled': return `callSpilled ${printSymbol(i.func)}`
    case 'setPending': return `setPending${values(i.args)}`
    case 'takePending': return 'takePending'
    case 'stop': return `stop ${i.code} ${JSON.stringify(i.message)}`
    case 'keepAlive': return `keepAlive${values(i.args)}`
  }
}

export function printInstruction(instruction: MirInstruction): string {
  const definition = instruction.rep === 'none' ? '' : `v${instruction.id}: ${instruction.rep} = `
  return definition + printOperation(instruction) + printPlace(instruction.place)
}

export function printTerminator(terminator: MirTerminator): string {
  switch (terminator.op) {
    case 'jump': return `jump b${terminator.target}`
    case 'branch': {
      const likely = terminator.likely === undefined ? '' : terminator.likely ? ' likely' : ' unlikely'
      return `branch v${terminator.condition} b${terminator.ifTrue} b${terminator.ifFalse}${likely}`
    }
    case 'switch': {
      const cases = terminator.cases.map((one) => ` ${one.value}:b${one.target}`).join('')
      return `switch v${terminator.value}${cases} otherwise b${terminator.otherwise}`
    }
    case 'return': return terminator.value === null ? 'return' : `return v${terminator.value}`
    case 'throw': return 'throw'
    case 'unreachable': return 'unreachable'
  }
}

export function printBlock(block: MirBlock): string {
  let text = `b${block.id}:`
  if (block.preds.length > 0) text += ` preds${block.preds.map((id) => ` b${id}`).join('')}`
  if (block.handler !== null) text += ` handler b${block.handler}`
  text += '\n'
  for (const phi of block.phis) {
    text += `  v${phi.id}: ${phi.rep} = phi${phi.args.map((id, i) => ` b${block.preds[i]}:v${id}`).join('')}\n`
  }
  for (const instruction of block.instructions) text += `  ${printInstruction(instruction)}\n`
  return `${text}  ${printTerminator(block.terminator)}\n`
}

export function printFunction(func: MirFunction): string {
  let head = `func ${printSymbol(func.symbol)}(${func.params.join(', ')}) -> ${func.result}`
  if (func.locals.length > 0) head += ` locals(${func.locals.join(', ')})`
  if (func.canThrow) head += ' throws'
  if (func.checksDepth) head += ' depth'
  if (func.inline !== 'auto') head += ` inline=${func.inline}`
  if (func.isLibrary) head += ' library'
  if (func.displayName !== func.symbol) head += ` name=${JSON.stringify(func.displayName)}`
  return `${head}${printPlace(func.place)} {\n${func.blocks.map(printBlock).join('')}}\n`
}

function printStatic(value: StaticValue): string {
  switch (value.kind) {
    case 'number': return printNumber(value.value)
    case 'word': return `word ${value.word}`
    case 'address': return `address ${printSymbol(value.symbol)}`
  }
}

function printData(data: MirData): string {
  const symbol = printSymbol(data.symbol)
  switch (data.kind) {
    case 'string': return `data string ${symbol}${data.atom ? ' atom' : ''} ${JSON.stringify(data.value)}`
    case 'shape': return `data shape ${symbol} ${JSON.stringify(data.shape)}`
    case 'closure': return `data closure ${symbol} ${printSymbol(data.shape)}`
    case 'global': return `data global ${symbol} ${data.rep}${data.initial === undefined ? '' : ` ${printStatic(data.initial)}`}`
    case 'object': {
      const words = data.words.map((word) => ` [${word.offset}] ${word.width} ${printStatic(word.value)}`)
      return `data object ${symbol} ${printSymbol(data.shape)} ${data.sizeBytes} ${data.aux}${words.join('')}`
    }
    case 'symbol': return `data symbol ${symbol} ${JSON.stringify(data.description)}`
    case 'bytes': return `data bytes ${symbol} ${data.alignment} ${JSON.stringify(Buffer.from(data.bytes).toString('hex'))}`
  }
}

/** The whole program; `only` limits it to functions for which it says true. */
export function printProgram(program: MirProgram, only?: (func: MirFunction) => boolean): string {
  let text = ''
  program.files.forEach((file, i) => {
    text += `file ${i} ${JSON.stringify(file.display)} ${JSON.stringify(file.path)}${file.isLibrary ? ' library' : ''}\n`
  })
  text += `start ${printSymbol(program.start)}\n`
  for (const [name, symbol] of program.entries) text += `entry ${name} ${printSymbol(symbol)}\n`
  for (const data of program.data.values()) text += `${printData(data)}\n`
  for (const func of program.functions.values()) if (only === undefined || only(func)) text += `\n${printFunction(func)}`
  return text
}
