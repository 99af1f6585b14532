// The fixpoint: runs nodes of the worklist until nothing grows. Holds the instances, sites and globals; what each HIR
// operation means is in transfer.ts and its neighbours. Context sensitivity (LANGUAGE §5):
//  - a function made inside another's copy belongs to that copy;
//  - methods of generic classes have one copy per receiver site, generic functions one per call site;
//  - a class instance is one site per class, and one per `new` for generic classes;
//  - all of it to a bounded depth, past which one copy serves all.
// Precedents: object sensitivity (Milanova 2005), the Cartesian product idea (Agesen 1995), Dart's type flow analysis.

import type { Block, GlobalId, HirFunction, HirProgram, Instruction, Phi, Place, ValueId } from '../hir/hir.ts'
import type { SiteId, SiteKind, Type } from './result.ts'
import { T_ANY, T_HOLE } from './result.ts'
import { beginWideSets, endWideSets } from './site-sets.ts'
import type { Cell, Node, SolverField, SolverInstance, SolverSite } from './state.ts'
import { chooseHoley } from './tuples.ts'
import { Worklist, flow, newCell, readCell, wake } from './state.ts'
import { ANY, HOLE_TYPE, NOTHING, UNDEFINED, canBeFalsy, canBeTruthy, includes, join, siteType, widenJoin } from './types.ts'
import { boundByRounds } from './accumulate.ts'
import { Conversions } from './conversions.ts'
import { ManyAccesses } from './many-accesses.ts'
import { Megamorphic } from './megamorphic.ts'
import { loopsOf } from './loops.ts'
import { usesOf } from './uses.ts'

/** Copies made for the sake of precision may nest this deep; past it one copy serves all callers. */
const MAX_CONTEXT_DEPTH = 4

export interface Refusal { readonly place: Place; readonly topic: string }

/** What transfer functions are given; registered by transfer.ts to keep the import graph acyclic. */
export type Transfer = (solver: Solver, node: Node, instruction: Instruction) => Type

export class Solver {
  readonly worklist = new Worklist()
  private readonly wideSets = beginWideSets()
  readonly conversions = new Conversions(this)
  readonly megamorphic = new Megamorphic(this)
  readonly manyAccesses = new ManyAccesses(this)
  readonly instances: SolverInstance[] = []
  readonly sites: SolverSite[] = []
  readonly globals: Cell[]
  readonly globalRead: boolean[]
  readonly thrown = newCell()
  /** Names read from values of which nothing is known: any property of that name is read. */
  readonly readFromAny = new Set<string>()
  readonly refusals = new Map<string, Refusal>()
  private readonly instanceByKey = new Map<string, SolverInstance>()
  private readonly siteByKey = new Map<string, SolverSite>()
  private readonly segmentsOfGlobal = new Map<GlobalId, HirFunction[]>()

  constructor(readonly program: HirProgram, private readonly transfer: Transfer) {
    this.globals = program.globals.map(() => newCell())
    this.globalRead = program.globals.map(() => false)
    for (const module of program.modules) {
      for (const segment of module.segments) {
        for (const global of segment.defines ?? []) {
          const list = this.segmentsOfGlobal.get(global) ?? []
          list.push(program.functions[segment.body])
          this.segmentsOfGlobal.set(global, list)
        }
      }
    }
  }

  /** Proofs of bounds in use: what must have no hidden call, lest an array shrink (bounds.ts). */
  readonly assumptions = new Map<Node, ValueId[]>()
  readonly brokenProofs = new Set<Node>()

  solve(): void {
    do {
      for (let node = this.worklist.pop(); node !== undefined; node = this.worklist.pop()) this.run(node)
    } while (this.wideSets.grow() || this.wakeSeers() || this.breakProofs() || chooseHoley(this))
    endWideSets()
  }

  /** What may have walked a wide set runs again when that has grown. */
  private wakeSeers(): boolean {
    const seers = this.wideSets.takeSeers()
    for (const seer of seers) this.worklist.push(seer as Node)
    return seers.length > 0
  }

  /** Takes back the proofs between whose length and access something can run; true if any was. */
  private breakProofs(): boolean {
    let broken = false
    for (const [node, between] of this.assumptions) {
      if (this.brokenProofs.has(node) || between.every((id) => this.isQuiet(node.instance, id))) continue
      this.brokenProofs.add(node)
      this.worklist.push(node)
      broken = true
    }
    return broken
  }

  /** No getter, setter or conversion method runs there. */
  private isQuiet(instance: SolverInstance, id: ValueId): boolean {
    if (instance.calls.has(id) || instance.generic.has(id) || instance.implicit.has(id) || instance.sharing.has(id)) return false
    const definition = usesOf(instance.func).definitions[id]
    if (definition === null || (definition.op !== 'unary' && definition.op !== 'binary' && definition.op !== 'getElem' && definition.op !== 'setElem')) return true
    const converted = definition.op === 'getElem' ? [definition.args[1]] : definition.op === 'setElem' ? definition.args.slice(1) : definition.args
    if (definition.op === 'binary' && (definition.operator === 'strictEq' || definition.operator === 'strictNe')) return true
    return converted.every((arg) => instance.types[arg].sites.length === 0 || definition.op === 'setElem')
  }

  /** Marks the start of everything that always runs. */
  seedModules(): void {
    for (const module of this.program.modules) {
      for (const segment of module.segments) if (segment.defines === null) this.startFunction(this.program.functions[segment.body])
    }
  }

  /** A function that is called from outside with nothing (a module body). */
  startFunction(func: HirFunction): SolverInstance {
    const instance = this.instanceOf(func, null, null, null)
    flow(this.worklist, instance.thisCell, UNDEFINED)
    return instance
  }

  // --- nodes and values

  nodeOf(instance: SolverInstance, id: number): Node {
    return (instance.nodes[id] ??= { instance, id, queued: false, task: null })
  }

  /** What the tasks that several instructions share call, and that an instruction shares in them. */
  readonly sharedCallees = new Set<SolverInstance>()
  shares(node: Node): void {
    if (node.task === null) node.instance.sharing.add(node.id)
  }

  /** Work that runs now and again when a cell that it read has grown; `instance` is the first that asked for it. */
  addTask(instance: SolverInstance, task: (node: Node) => void): void {
    this.worklist.push({ instance, id: -1, queued: false, task })
  }

  typeOf(node: Node, value: ValueId): Type {
    return node.instance.types[value]
  }

  private run(node: Node): void {
    this.wideSets.running = node
    const { instance, id } = node
    if (node.task !== null) return node.task(node)
    const uses = usesOf(instance.func)
    const block = uses.blockOf[id]
    if (!instance.reached[block]) return
    if (id >= instance.func.values.length) this.runTerminator(node, block)
    else {
      const definition = uses.definitions[id]
      if (definition === null) this.runPhi(node, instance.func.values[id] as Phi, block)
      else this.setType(node, this.transfer(this, node, definition))
    }
  }

  /** A phi widens, but never past what its loop's rounds allow. */
  private runPhi(node: Node, phi: Phi, block: number): void {
    const { instance, id } = node
    const old = instance.types[id]
    const type = this.phiType(instance, phi, block)
    if (includes(old, type) && !loopsOf(instance.func).has(block)) return
    const widened = boundByRounds(node, phi, block, widenJoin(old, type))
    const next = includes(widened, old) ? widened : join(old, widened)
    if (includes(old, next)) return
    instance.types[id] = next
    this.wakeUsers(instance, id)
  }

  private wakeUsers(instance: SolverInstance, id: ValueId): void {
    for (const user of usesOf(instance.func).users[id]) this.worklist.push(this.nodeOf(instance, user))
    const watchers = instance.watchers.get(id)
    if (watchers !== undefined) for (const node of watchers) this.worklist.push(node)
  }

  private phiType(instance: SolverInstance, phi: Phi, blockId: number): Type {
    const block = this.blockOf(instance.func, blockId)
    let type = NOTHING
    for (let i = 0; i < phi.args.length; i++) {
      if (instance.edges.has(block.preds[i] * 65536 + blockId)) type = join(type, instance.types[phi.args[i]])
    }
    return type
  }

  setType(node: Node, type: Type): void {
    const { instance, id } = node
    const old = instance.types[id]
    if (includes(old, type)) return
    instance.types[id] = this.settle(node, old, type)
    this.wakeUsers(instance, id)
  }

  /** A value's type may grow many times only by widening, lest a cycle through cells climbs for ever. */
  private readonly growth = new Map<Node, number>()
  private settle(node: Node, old: Type, type: Type): Type {
    const grown = (this.growth.get(node) ?? 0) + 1
    this.growth.set(node, grown)
    return grown > 20 ? widenJoin(old, type) : join(old, type)
  }

  // --- control flow

  private readonly blocksById = new WeakMap<HirFunction, Block[]>()
  blockOf(func: HirFunction, id: number): Block {
    let table = this.blocksById.get(func)
    if (table === undefined) {
      table = []
      for (const block of func.blocks) table[block.id] = block
      this.blocksById.set(func, table)
    }
    return table[id]
  }

  private runTerminator(node: Node, blockId: number): void {
    const { instance } = node
    const t = this.blockOf(instance.func, blockId).terminator
    if (t.op === 'jump') this.reachEdge(instance, blockId, t.target)
    else if (t.op === 'branch') {
      const condition = instance.types[t.condition]
      if (canBeTruthy(condition)) this.reachEdge(instance, blockId, t.ifTrue)
      if (canBeFalsy(condition)) this.reachEdge(instance, blockId, t.ifFalse)
    } else if (t.op === 'switch') {
      for (const c of t.cases) this.reachEdge(instance, blockId, c.target)
      this.reachEdge(instance, blockId, t.otherwise)
    } else if (t.op === 'return') flow(this.worklist, instance.result, instance.types[t.value])
    else if (t.op === 'throw') flow(this.worklist, this.thrown, instance.types[t.value])
  }

  private reachEdge(instance: SolverInstance, from: number, to: number): void {
    const edge = from * 65536 + to
    if (instance.edges.has(edge)) return
    instance.edges.add(edge)
    const block = this.blockOf(instance.func, to)
    if (instance.reached[to]) for (const phi of block.phis) this.worklist.push(this.nodeOf(instance, phi.id))
    else this.reachBlock(instance, to)
  }

  private reachBlock(instance: SolverInstance, id: number): void {
    if (instance.reached[id]) return
    instance.reached[id] = true
    const block = this.blockOf(instance.func, id)
    for (const phi of block.phis) this.worklist.push(this.nodeOf(instance, phi.id))
    for (const instruction of block.instructions) this.worklist.push(this.nodeOf(instance, instruction.id))
    this.worklist.push(this.nodeOf(instance, instance.func.values.length + id))
    if (block.handler !== null) this.reachBlock(instance, block.handler)
  }

  // --- globals

  readGlobal(node: Node | null, global: GlobalId): Type {
    if (!this.globalRead[global]) {
      this.globalRead[global] = true
      for (const body of this.segmentsOfGlobal.get(global) ?? []) this.startFunction(body)
    }
    return node === null ? this.globals[global].type : readCell(this.globals[global], node)
  }

  /** The value of a language global (`Map`); null when the realm has none. */
  readRealm(node: Node, name: string): Type | null {
    const global = this.program.realm.get(name)
    return global === undefined ? null : this.readGlobal(node, global)
  }

  // --- instances

  /**
   * The copy of `func` for a call: `creator` made the closure, `receiver` is its receiver's site where it is a method
   * of a generic class (or 'none', for the copy that is called with `this` undefined), `call` the call's node.
   */
  instanceOf(func: HirFunction, creator: SolverInstance | null, receiver: SolverSite | 'none' | null, call: Node | null): SolverInstance {
    let context = creator !== null && creator.key !== '' ? `c${creator.id}` : ''
    let depth = creator?.depth ?? 0
    let caller: SolverInstance | null = null
    if (receiver === 'none') context += 'bare'
    else if (func.isGenericMethod && receiver !== null) {
      const saturated = receiver.depth >= MAX_CONTEXT_DEPTH
      context += saturated ? 'r*' : `r${receiver.id}`
      depth = saturated ? MAX_CONTEXT_DEPTH : Math.max(depth, receiver.depth)
    }
    if (func.isGeneric && call !== null) {
      const recursive = sameFunctionInChain(call.instance, func)
      if (recursive !== null) return recursive
      // A copy that serves all callers alike learns nothing for its own callees.
      const serves = call.instance.func.isLibrary && call.instance.key === ''
      const saturated = serves || call.instance.depth >= MAX_CONTEXT_DEPTH
      context += saturated ? 's*' : `s${call.instance.id}.${call.id}`
      depth = saturated ? MAX_CONTEXT_DEPTH : Math.max(depth, call.instance.depth + 1)
      caller = saturated ? null : call.instance
    }
    const key = context === '' ? `${func.id}` : `${func.id}:${context}`
    return this.instanceByKey.get(key) ?? this.newInstance(func, key, context, depth, caller, receiver === 'none')
  }

  private newInstance(func: HirFunction, key: string, context: string, depth: number, caller: SolverInstance | null, isBare: boolean): SolverInstance {
    const instance: SolverInstance = {
      id: this.instances.length, func, key: context, depth, caller, isBare,
      params: Array.from({ length: func.paramCount }, () => newCell()),
      thisCell: newCell(), selfCell: newCell(), newTargetCell: newCell(), restSite: null, argumentsSite: null,
      extra: newCell(), result: newCell(),
      types: new Array(func.values.length).fill(NOTHING),
      locals: Array.from({ length: func.localCount }, () => newCell()),
      reached: [], edges: new Set(), nodes: [], watchers: new Map(), calls: new Map(), generic: new Set(), implicit: new Map(), sharing: new Set(),
      allocates: new Map(), needsEntry: false,
    }
    this.instances.push(instance)
    this.instanceByKey.set(key, instance)
    if (func.hasRest) instance.restSite = this.site(`rest:${instance.id}`, 'array', `arguments of ${func.symbol}`, instance, 'Array')
    this.reachBlock(instance, func.blocks[0].id)
    return instance
  }

  // --- sites

  /** The site of an allocating node; the same one each time it is asked. */
  siteOf(node: Node, kind: SiteKind, name: string, prototypeOf: string | null, suffix = ''): SolverSite {
    const site = this.site(`${node.instance.id}.${node.id}${suffix}`, kind, name, node.instance, prototypeOf)
    if (suffix === '') node.instance.allocates.set(node.id, site.id)
    return site
  }

  /** `prototypeOf`: the language global whose `prototype` it inherits from, found when something asks. */
  site(key: string, kind: SiteKind, name: string, creator: SolverInstance | null, prototypeOf: string | null): SolverSite {
    const existing = this.siteByKey.get(key)
    if (existing !== undefined) return existing
    const site: SolverSite = {
      id: this.sites.length, kind, name, creator, depth: creator === null || creator.key === '' ? 0 : creator.depth + 1,
      fields: new Map(), element: newCell(), dynamic: newCell(), dynamicNumbers: newCell(), dynamicSymbols: newCell(),
      fieldCount: newCell(), prototype: newCell(), lazyPrototype: prototypeOf, isPooled: false, open: null, holey: false, leastWritten: null, isAppendedTo: false,
      mayBeExotic: false, leastLength: null, mayShrink: false, tuple: null, namedDynamically: false, readDynamically: false,
      class: null, func: null, captures: [], entries: new Map(), refusedLate: null,
      prototypeSite: null, heritage: newCell(), classSite: null, view: null,
    }
    this.sites.push(site)
    this.siteByKey.set(key, site)
    return site
  }

  siteById(id: SiteId): SolverSite {
    return this.sites[id]
  }

  /** What an object's prototype can be, resolving built-in prototypes on first use. */
  prototypeTypes(node: Node, site: SolverSite): Type {
    if (site.lazyPrototype !== null) {
      const global = this.readRealm(node, site.lazyPrototype)
      if (global !== null) {
        for (const id of global.sites) {
          const prototype = this.sites[id].prototypeSite
          if (prototype !== null && prototype !== site) flow(this.worklist, site.prototype, siteType(prototype.id))
        }
      }
    }
    return readCell(site.prototype, node)
  }

  field(site: SolverSite, key: string): SolverField {
    let field = site.fields.get(key)
    if (field === undefined) {
      field = {
        key, cell: newCell(), getter: null, setter: null, defined: false, certain: false, enumerable: true, writable: true,
        read: site.readDynamically, birthOrder: null, origin: null, originFunction: null,
      }
      site.fields.set(key, field)
    }
    return field
  }

  /** A field comes into being: those that found it missing look again. */
  define(site: SolverSite, field: SolverField): void {
    if (field.defined) return
    field.defined = true
    wake(this.worklist, field.cell)
    wake(this.worklist, site.fieldCount)
  }

  open(site: SolverSite, reason: string): void {
    if (site.open !== null) return
    site.open = reason
    this.wakeReaders(site)
  }

  /** All who read or wrote a property of the object look again. */
  wakeReaders(site: SolverSite): void {
    wake(this.worklist, site.fieldCount)
    for (const field of site.fields.values()) wake(this.worklist, field.cell)
  }

  refuse(place: Place, topic: string): Type {
    this.refusals.set(`${place.file}:${place.line}:${place.column}:${topic}`, { place, topic })
    return ANY
  }

  showPlace(place: Place): string {
    return `${this.program.files[place.file]?.display ?? '?'}:${place.line}:${place.column}`
  }

  /** Strips the hole, which reads of variables never give. */
  static known(type: Type): Type {
    return type.primitives & T_ANY || !(type.primitives & T_HOLE) ? type : { ...type, primitives: type.primitives & ~T_HOLE }
  }
}

function sameFunctionInChain(instance: SolverInstance, func: HirFunction): SolverInstance | null {
  for (let at: SolverInstance | null = instance; at !== null; at = at.caller) if (at.func === func) return at
  return null
}

export { HOLE_TYPE, flow, readCell }
