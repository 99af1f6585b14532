// The solver's mutable state: cells that only grow, abstract objects (sites), function instances, and the worklist.
// A *node* is one HIR value of one function instance; it is run again when something that it read has grown.

import type { ClassId, HirFunction, Instruction, ValueId, Terminator, BlockId } from '../hir/hir.ts'
import type { CallTarget, SiteId, SiteKind, Type } from './result.ts'
import { seeSites } from './site-sets.ts'
import { NOTHING, widenJoin } from './types.ts'

/** An instruction, phi or terminator of an instance; terminators have id `values.length + blockId`. */
export interface Node {
  readonly instance: SolverInstance
  readonly id: number
  queued: boolean
  /** Work that belongs to no instruction; its id is −1. */
  readonly task: ((node: Node) => void) | null
}

/** A place that values flow into, with those to run again when more does. */
export interface Cell {
  type: Type
  dependents: Set<Node> | null
}

export function newCell(type: Type = NOTHING): Cell {
  return { type, dependents: null }
}

export interface SolverField {
  key: string
  cell: Cell
  getter: Cell | null
  setter: Cell | null
  /** Some operation defines or may define it. Undefined ones exist only to carry dependents. */
  defined: boolean
  /** Defined on every path before anything can look: never absent. */
  certain: boolean
  enumerable: boolean
  /** False for a class's `prototype`, which nothing can replace. */
  writable: boolean
  read: boolean
  /** Order of first definition at birth; null when it is added after birth. */
  birthOrder: number | null
  /** The defining instruction and its function: they give the order of properties; fields of one class declaration share a representation. */
  origin: Instruction | null
  originFunction: HirFunction | null
}

export interface SolverSite {
  readonly id: SiteId
  readonly kind: SiteKind
  readonly name: string
  /** Instance whose instruction allocates it, and the context depth that its methods' copies get. */
  readonly creator: SolverInstance | null
  readonly depth: number
  fields: Map<string, SolverField>
  /** Array elements, a cell's value, a wrapper's primitive. */
  element: Cell
  /** Values under keys that are not known at compile time (and index keys of ordinary objects). */
  dynamic: Cell
  /** The same for symbols. */
  /** As `dynamic`, where the key is a number, or the text of another primitive that is no string: no other name can be. */
  dynamicNumbers: Cell
  dynamicSymbols: Cell
  /** Grows when a field is added: for reads with unknown keys. */
  fieldCount: Cell
  /** What its prototype can be: sites and null; null before anything asks, when `lazyPrototype` says whose it is. */
  prototype: Cell
  lazyPrototype: string | null
  /** Closures: calls that can be of nearly any function reached it before a call without receiver did: it has no copy for those. */
  isPooled: boolean
  /** First reason that it is open, for people. */
  open: string | null
  holey: boolean
  /** Arrays: the least index under which the program writes where no element may be; null: it does not. */
  leastWritten: number | null
  /** Arrays: something appends to one. */
  isAppendedTo: boolean
  /** Arrays: a write may turn it exotic. */
  mayBeExotic: boolean
  /** Arrays: every one has this many elements for as long as others than its maker see it; null: nothing was said (0). */
  leastLength: number | null
  /** Arrays: something may make one shorter. */
  mayShrink: boolean
  /** Arrays: what each of the first elements can be, apart; null once something writes under an index that is not known. */
  tuple: Cell[] | null
  /** Written with a key that the program computes, a string or a symbol. */
  namedDynamically: boolean
  /** Read with a key that the program computes: every field counts as read. */
  readDynamically: boolean
  class: ClassId | null
  /** Closures and classes. */
  func: HirFunction | null
  captures: Cell[]
  /** Closures and classes: the copies that are called without being known, see `Site.entries`. */
  entries: Map<SolverInstance, { receivers: readonly SiteId[]; allocates: SiteId | null }>
  /** Closures: a call that can reach it is a late refusal (megamorphic.ts), as long as nothing else needs its entry. */
  refusedLate: { name: string; callers: Set<Node> } | null
  /** class: its prototype object's site, and what it extends. */
  prototypeSite: SolverSite | null
  heritage: Cell
  /** instance: the class site whose `new` makes it. */
  classSite: SolverSite | null
  view: string | null
}

export interface SolverInstance {
  readonly id: number
  readonly func: HirFunction
  readonly key: string
  readonly depth: number
  /** The call-site chain that made this copy, to stop recursion from making more. */
  readonly caller: SolverInstance | null
  /** The copy for calls through the entry whose `this` is undefined. */
  readonly isBare: boolean
  params: Cell[]
  thisCell: Cell
  selfCell: Cell
  newTargetCell: Cell
  restSite: SolverSite | null
  argumentsSite: SolverSite | null
  /** Joined arguments at positions that only `rest` or `arguments` see. */
  extra: Cell
  result: Cell
  types: Type[]
  locals: Cell[]
  reached: boolean[]
  edges: Set<number>
  nodes: (Node | undefined)[]
  /** Phis whose bounds rest on a value that is no operand of theirs. */
  watchers: Map<ValueId, Set<Node>>
  calls: Map<ValueId, Map<string, CallEdge>>
  /** Calls of so many functions that they go through generic entries; they have no edges. */
  generic: Set<ValueId>
  /** What an instruction calls without an edge of its own: the runtime's general operations do. */
  implicit: Map<ValueId, Set<SolverInstance>>
  /** Instructions that may call what the solver's tasks call. */
  sharing: Set<ValueId>
  allocates: Map<ValueId, SiteId>
  needsEntry: boolean
}

/** A call edge while solving; becomes a CallTarget. */
export interface CallEdge { site: SiteId | null; callee: SolverInstance; receivers: readonly SiteId[]; allocates: SiteId | null }
export type { CallTarget }

/** Who uses each value of a function: instruction ids, and terminators as `values.length + block`. */
export interface FunctionUses {
  users: number[][]
  blockOf: Int32Array
  definitions: (Instruction | null)[]
  phiBlocks: Map<ValueId, BlockId>
  terminators: Terminator[]
  localReaders: number[][]
}

/** Nodes to run, in the order in which they came. */
class Queue {
  private nodes: Node[] = []
  private head = 0

  push(node: Node): void {
    this.nodes.push(node)
  }

  pop(): Node | undefined {
    if (this.head === this.nodes.length) return undefined
    const node = this.nodes[this.head++]
    if (this.head > 65536) {
      this.nodes = this.nodes.slice(this.head)
      this.head = 0
    }
    return node
  }
}

/** What is to be run again. Tasks wait until no instruction is left: by then more of what they read has come together. */
export class Worklist {
  private readonly instructions = new Queue()
  private readonly tasks = new Queue()

  push(node: Node): void {
    if (node.queued) return
    node.queued = true
    if (node.task === null) this.instructions.push(node)
    else this.tasks.push(node)
  }

  pop(): Node | undefined {
    const node = this.instructions.pop() ?? this.tasks.pop()
    if (node !== undefined) node.queued = false
    return node
  }
}

/** A cell's type, and a note that `node` depends on it. */
export function readCell(cell: Cell, node: Node): Type {
  if (cell.dependents === null) cell.dependents = new Set()
  cell.dependents.add(node)
  seeSites(cell.type.sites)
  return cell.type
}

/** Lets a type flow into a cell; whoever read it runs again if that said something new. */
export function flow(worklist: Worklist, cell: Cell, type: Type): boolean {
  const joined = widenJoin(cell.type, type)
  if (joined === cell.type) return false
  cell.type = joined
  if (cell.dependents !== null) for (const node of cell.dependents) worklist.push(node)
  return true
}

/** Runs a cell's dependents although its type did not change (a field became defined, a site opened). */
export function wake(worklist: Worklist, cell: Cell): void {
  if (cell.dependents !== null) for (const node of cell.dependents) worklist.push(node)
}

