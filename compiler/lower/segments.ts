// The order in which the library's declarations are evaluated: each after those whose variables it reads while it is
// evaluated (itself, or in functions and methods of module variables that it calls by name). Where that is a cycle, source order decides.

import type { FunctionId, GlobalId, HirModule, HirProgram, Instruction, Phi, StaticKey } from '../hir/hir.ts'
import type { Segment } from './library.ts'

export function orderSegments(hir: HirProgram, segments: readonly Segment[]): HirModule[] {
  const sorted = [...segments].sort((a, b) => a.unit.index - b.unit.index || a.position - b.position)
  const definer = new Map<GlobalId, Segment>()
  for (const segment of sorted) for (const global of segment.defines) definer.set(global, segment)
  const callees: Callees = { functions: calleesOf(hir, sorted), methods: methodsOf(hir, sorted) }
  const done = new Set<Segment>()
  const order: Segment[] = []
  const visit = (segment: Segment): void => {
    if (done.has(segment)) return
    done.add(segment)
    // `let` first, then the class whose static block assigns it
    for (const earlier of sorted) {
      const isBefore = earlier.unit === segment.unit && earlier.position < segment.position
      if (isBefore && earlier.defines.some((global) => segment.defines.includes(global))) visit(earlier)
    }
    for (const global of readsOf(hir, segment.body, callees)) {
      const other = definer.get(global)
      if (other !== undefined) visit(other)
    }
    order.push(segment)
  }
  for (const segment of sorted) visit(segment)
  const modules: HirModule[] = []
  for (const { unit, body, defines } of order) {
    const last = modules[modules.length - 1]
    if (last?.file === unit.index) last.segments.push({ body, defines })
    else modules.push({ file: unit.index, isAsync: false, requests: [], segments: [{ body, defines }] })
  }
  return modules
}

interface Callees {
  /** What calling or constructing a module variable runs. */
  readonly functions: Map<GlobalId, FunctionId[]>
  /** What calling a method of a module variable may run, by `methodKey`. */
  readonly methods: Map<string, FunctionId[]>
}

function methodKey(global: GlobalId, key: StaticKey): string {
  return `${global} ${key}`
}

/** Methods of classes and object literals that are module variables: members of the same name are taken together. */
function methodsOf(hir: HirProgram, segments: readonly Segment[]): Map<string, FunctionId[]> {
  const methods = new Map<string, FunctionId[]>()
  for (const segment of segments) {
    const { values, blocks } = hir.functions[segment.body]!
    const add = (key: StaticKey, value: Instruction | Phi): void => {
      if (!('op' in value) || value.op !== 'closure') return
      for (const global of segment.defines) {
        methods.set(methodKey(global, key), [...(methods.get(methodKey(global, key)) ?? []), value.func])
      }
    }
    for (const instruction of blocks.flatMap((block) => block.instructions)) {
      if (instruction.op === 'defineMethod' && instruction.key !== null) add(instruction.key, values[instruction.args[1]!]!)
      if (instruction.op === 'object') instruction.keys.forEach((key, i) => add(key, values[instruction.args[i]!]!))
    }
  }
  return methods
}

/** The functions that calling or constructing a module variable runs: a function, or a class's constructor and its parents'. */
function calleesOf(hir: HirProgram, segments: readonly Segment[]): Map<GlobalId, FunctionId[]> {
  const callees = new Map<GlobalId, FunctionId[]>(hir.hoisted.map(({ global, func }) => [global, [func]]))
  const parents = new Map<GlobalId, GlobalId[]>()
  for (const segment of segments) {
    const { values, blocks } = hir.functions[segment.body]!
    for (const instruction of blocks.flatMap((block) => block.instructions)) {
      if (instruction.op !== 'classNew') continue
      const { constructorFunction, hasSuper } = hir.classes[instruction.class]!
      const parent = hasSuper ? globalOf(hir, values[instruction.args[0]!]!) : undefined
      for (const global of segment.defines) {
        callees.set(global, [...(callees.get(global) ?? []), constructorFunction])
        if (parent !== undefined && parent !== global) parents.set(global, [...(parents.get(global) ?? []), parent])
      }
    }
  }
  for (const global of parents.keys()) callees.set(global, withParents(global, callees, parents))
  return callees
}

function withParents(
  start: GlobalId, callees: Map<GlobalId, FunctionId[]>, parents: Map<GlobalId, GlobalId[]>,
): FunctionId[] {
  const chain = new Set([start])
  for (const global of chain) for (const parent of parents.get(global) ?? []) chain.add(parent)
  return [...new Set([...chain].flatMap((global) => callees.get(global) ?? []))]
}

/** The module variable whose value this is. */
function globalOf(hir: HirProgram, value: Instruction | Phi): GlobalId | undefined {
  if (!('op' in value)) return undefined
  return value.op === 'globalGet' ? value.global : value.op === 'realm' ? hir.realm.get(value.name) : undefined
}

/** Module variables that a function reads, with those read by the functions and constructors it can call by name. */
function readsOf(hir: HirProgram, body: FunctionId, { functions, methods }: Callees): Set<GlobalId> {
  const reads = new Set<GlobalId>()
  const seen = new Set<FunctionId>()
  const work = [body]
  for (let id = work.pop(); id !== undefined; id = work.pop()) {
    if (seen.has(id)) continue
    seen.add(id)
    const func = hir.functions[id]!
    const reach = (global: GlobalId | undefined): void => {
      if (global === undefined) return
      reads.add(global)
    }
    for (const { instructions } of func.blocks) {
      for (const instruction of instructions) {
        if (instruction.op === 'globalGet') reach(instruction.global)
        else if (instruction.op === 'realm') reach(hir.realm.get(instruction.name))
        if (instruction.op === 'binary' && instruction.operator === 'exp') {
          work.push(...(functions.get(hir.entries.get('powNumber')!) ?? []))
        }
        const [first, second] = instruction.args.map((arg) => globalOf(hir, func.values[arg]!))
        if ((instruction.op === 'call' || instruction.op === 'construct') && first !== undefined) work.push(...(functions.get(first) ?? []))
        const receiver = instruction.op === 'callMethod' ? first : instruction.op === 'call' && instruction.key !== undefined ? second : undefined
        if (receiver !== undefined && 'key' in instruction && instruction.key !== null && instruction.key !== undefined) {
          work.push(...(methods.get(methodKey(receiver, instruction.key)) ?? []))
        }
      }
    }
  }
  return reads
}
