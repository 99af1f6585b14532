// A readable text dump of HIR, for people and for tests.

import {
  HOLE, type Block, type Constant, type HirFunction, type HirProgram, type Instruction, type Predicate, type Terminator,
} from './hir.ts'

/** The whole program: functions in order of their ids, then what runs when. */
export function printProgram(program: HirProgram): string {
  const lines = program.functions.map((func) => printFunction(func, program))
  for (const { global, func } of program.hoisted) {
    lines.push(`hoisted g${global} ${program.globals[global]!.name} = f${func}`)
  }
  for (const module of program.modules) {
    const segments = module.segments.map(
      ({ body, defines }) => `f${body}${defines === null ? '' : `(${defines.map((g) => `g${g}`).join(' ')})`}`,
    )
    lines.push(`module ${program.files[module.file]!.display}${module.isAsync ? ' async' : ''}: ${segments.join(' ')}`)
  }
  return lines.join('\n') + '\n'
}

/** One function. */
export function printFunction(func: HirFunction, program: HirProgram | null = null): string {
  const captures = func.captures.map(({ name, cell }) => (cell ? `&${name}` : name)).join(', ')
  const coroutine = func.coroutine === 'none' ? '' : ` ${func.coroutine}`
  const held = captures === '' ? '' : ` captures [${captures}]`
  const parameters = `(${func.paramCount}${func.hasRest ? '+rest' : ''})`
  const head = `function f${func.id} ${func.symbol} ${func.kind}${coroutine} ${parameters}${held}`
  return [head, ...func.blocks.map((block) => printBlock(block, program)), ''].join('\n')
}

function printBlock(block: Block, program: HirProgram | null): string {
  const from = block.preds.length === 0 ? '' : ` ; from ${block.preds.map((id) => `b${id}`).join(' ')}`
  const head = `b${block.id}:${from}${block.handler === null ? '' : ` handler b${block.handler}`}`
  const lines = [head]
  for (const phi of block.phis) lines.push(`  v${phi.id} = phi ${phi.name} ${printArgs(phi.args)}`)
  for (const instruction of block.instructions) lines.push(`  ${printInstruction(instruction, program)}`)
  lines.push(`  ${printTerminator(block.terminator)}`)
  return lines.join('\n')
}

function printArgs(args: readonly number[]): string {
  return args.map((id) => `v${id}`).join(' ')
}

export function printInstruction(instruction: Instruction, program: HirProgram | null = null): string {
  const details = printDetails(instruction, program)
  const text = instruction.text === undefined ? '' : ` ; ${instruction.text}`
  return [
    `v${instruction.id} = ${instruction.op}`, details, printArgs(instruction.args),
  ].filter((part) => part !== '').join(' ') + text
}

export function printConstant(value: Constant): string {
  if (value === HOLE) return 'hole'
  if (typeof value === 'string') return JSON.stringify(value)
  return Object.is(value, -0) ? '-0' : String(value)
}

function printDetails(instruction: Instruction, program: HirProgram | null): string {
  switch (instruction.op) {
    case 'const': return printConstant(instruction.value)
    case 'refine': return `${instruction.negated ? 'not ' : ''}${printPredicate(instruction.predicate)}`
    case 'globalGet': case 'globalSet': {
      const name = program === null ? '' : ` ${program.globals[instruction.global]!.name}`
      return `g${instruction.global}${name}${instruction.check ? ' check' : ''}`
    }
    case 'closure':
      return `f${instruction.func}${program === null ? '' : ` ${program.functions[instruction.func]!.symbol}`}`
    case 'templateObject': return JSON.stringify(instruction.raw)
    default: return printFields(instruction)
  }
}

/** The remaining attributes, in the order in which they stand. */
function printFields(instruction: Instruction): string {
  const { id: _id, args: _args, place: _place, op: _op, text: _text, ...rest } = instruction
  return Object.entries(rest).map(
    ([key, value]) => `${key}=${Array.isArray(value) ? `[${value.join(' ')}]` : String(value)}`,
  ).join(' ')
}

function printPredicate(predicate: Predicate): string {
  switch (predicate.kind) {
    case 'typeof':
    case 'kindOf': return `${predicate.kind} ${predicate.type}`
    case 'strictEq': return `=== ${printConstant(predicate.constant)}`
    case 'property': return `.${predicate.key} === ${printConstant(predicate.constant)}`
    case 'in': return `has ${predicate.key}`
    default: return predicate.kind
  }
}

function printTerminator(terminator: Terminator): string {
  switch (terminator.op) {
    case 'jump': return `jump b${terminator.target}`
    case 'branch': return `branch v${terminator.condition} b${terminator.ifTrue} b${terminator.ifFalse}`
    case 'switch':
      return `switch v${terminator.value} ${terminator.cases.map(
        ({ value, target }) => `${value}:b${target}`,
      ).join(' ')} else b${terminator.otherwise}`
    case 'return': return `return v${terminator.value}`
    case 'throw': return `throw v${terminator.value}`
    case 'unreachable': return 'unreachable'
    default: return terminator satisfies never
  }
}
