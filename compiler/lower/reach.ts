// Which functions of the program can be reached at all, as far as its text says: a refused construct in code that
// nothing can run blocks nothing. Coarser than the flow analysis, and never narrower.
//
// A function is reached when its closure is made for anything but a member of a class, or its module variable is read. The
// members and the constructor of a class are reached when the class is used for anything but its own definition.

import type { ClassId, FunctionId, GlobalId, HirFunction, HirProgram, Instruction, ValueId } from '../hir/hir.ts'

/** Ids of the functions that running the modules can reach. */
export function reachedFunctions(hir: HirProgram, roots: readonly FunctionId[]): Set<FunctionId> {
  return new Reach(hir).run(roots)
}

class Reach {
  readonly #hir: HirProgram
  readonly #reached = new Set<FunctionId>()
  readonly #work: FunctionId[] = []
  readonly #read = new Set<GlobalId>()
  readonly #usedClasses = new Set<ClassId>()
  readonly #members = new Map<ClassId, FunctionId[]>()
  readonly #classesIn = new Map<GlobalId, ClassId[]>()
  readonly #hoisted = new Map<GlobalId, FunctionId>()

  constructor(hir: HirProgram) {
    this.#hir = hir
    for (const { global, func } of hir.hoisted) this.#hoisted.set(global, func)
  }

  run(roots: readonly FunctionId[]): Set<FunctionId> {
    for (const root of roots) this.#reach(root)
    for (let id = this.#work.pop(); id !== undefined; id = this.#work.pop()) this.#visit(this.#hir.functions[id]!)
    return this.#reached
  }

  #reach(id: FunctionId): void {
    if (this.#reached.has(id)) return
    this.#reached.add(id)
    this.#work.push(id)
  }

  #readGlobal(global: GlobalId): void {
    if (this.#read.has(global)) return
    this.#read.add(global)
    const func = this.#hoisted.get(global)
    if (func !== undefined) this.#reach(func)
    for (const theClass of this.#classesIn.get(global) ?? []) this.#useClass(theClass)
  }

  #useClass(id: ClassId): void {
    if (this.#usedClasses.has(id)) return
    this.#usedClasses.add(id)
    this.#reach(this.#hir.classes[id]!.constructorFunction)
    for (const member of this.#members.get(id) ?? []) this.#reach(member)
  }

  #visit(func: HirFunction): void {
    /** Values that are a class or its prototype. */
    const classOf = new Map<ValueId, ClassId>()
    const memberClosures = new Set<ValueId>()
    for (const { instructions } of func.blocks) {
      for (const instruction of instructions) {
        if (instruction.op === 'classNew') classOf.set(instruction.id, instruction.class)
        const [first] = instruction.args
        const owner = first === undefined ? undefined : classOf.get(first)
        if (owner === undefined) continue
        if (instruction.op === 'classPrototype') classOf.set(instruction.id, owner)
        else if (instruction.op === 'defineMethod') this.#addMember(func, owner, instruction.args[1]!, memberClosures)
      }
    }
    for (const block of func.blocks) {
      for (const phi of block.phis) for (const arg of phi.args) this.#useValue(classOf, arg)
      for (const instruction of block.instructions) this.#instruction(instruction, classOf, memberClosures)
      const { terminator } = block
      if (terminator.op === 'branch') this.#useValue(classOf, terminator.condition)
      else if ('value' in terminator) this.#useValue(classOf, terminator.value)
    }
  }

  #addMember(func: HirFunction, owner: ClassId, closure: ValueId, memberClosures: Set<ValueId>): void {
    const definition = func.values[closure]!
    if (!('op' in definition) || definition.op !== 'closure') return
    memberClosures.add(closure)
    const members = this.#members.get(owner) ?? []
    members.push(definition.func)
    this.#members.set(owner, members)
    if (this.#usedClasses.has(owner)) this.#reach(definition.func)
  }

  #useValue(classOf: Map<ValueId, ClassId>, value: ValueId): void {
    const theClass = classOf.get(value)
    if (theClass !== undefined) this.#useClass(theClass)
  }

  #instruction(instruction: Instruction, classOf: Map<ValueId, ClassId>, memberClosures: Set<ValueId>): void {
    const { args } = instruction
    switch (instruction.op) {
      case 'globalGet': this.#readGlobal(instruction.global); return
      case 'closure': if (!memberClosures.has(instruction.id)) this.#reach(instruction.func); break
      case 'globalSet': {
        const theClass = classOf.get(args[0]!)
        if (theClass === undefined) return
        this.#classesIn.set(instruction.global, [...this.#classesIn.get(instruction.global) ?? [], theClass])
        if (this.#read.has(instruction.global)) this.#useClass(theClass)
        return
      }
      case 'classPrototype': return
      case 'defineMethod': case 'defineField': for (const arg of args.slice(1)) this.#useValue(classOf, arg); return
      default:
    }
    for (const arg of args) this.#useValue(classOf, arg)
  }
}
