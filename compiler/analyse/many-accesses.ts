// Property accesses on values that can be very many objects, as reads through `any` are. Each object is looked at once
// for all accesses of one kind, which share what they read or write, instead of once an access.

import type { SiteId, Type } from './result.ts'
import { SharedArguments } from './shared-arguments.ts'
import type { Solver } from './solver.ts'
import { EachSiteOnce } from './site-sets.ts'
import type { Cell, Node, SolverInstance } from './state.ts'
import { flow, newCell, readCell } from './state.ts'

/** A value that can be more objects than this is not told from another such value when its properties are accessed. */
export const MAX_OBJECTS_APART = 32

/** Accesses of one kind: of one name, or with computed keys of one sort. */
class Access {
  readonly value = newCell()
  private readonly objects: EachSiteOnce<SolverInstance>

  constructor(private readonly solver: Solver, perform: (task: Node, id: SiteId, value: Cell) => void) {
    this.objects = new EachSiteOnce((id, instance) => solver.addTask(instance, (task) => perform(task, id, this.value)))
  }

  on(node: Node, objects: readonly SiteId[]): void {
    this.solver.shares(node)
    this.objects.visit(objects, node.instance)
  }
}

export class ManyAccesses {
  private readonly accesses = new Map<string, Access>()
  private readonly arguments = new Map<string, SharedArguments>()

  constructor(private readonly solver: Solver) {}

  /** Joins what `read` gives for each of the objects (an interned set). `kind` names all that `read` depends on. */
  read(node: Node, kind: string, objects: readonly SiteId[], read: (task: Node, id: SiteId) => Type): Type {
    const access = this.of(`read ${kind}`, (task, id, value) => void flow(this.solver.worklist, value, read(task, id)))
    access.on(node, objects)
    return readCell(access.value, node)
  }

  /** Lets `value` flow into each of the objects by `write`. */
  write(node: Node, kind: string, objects: readonly SiteId[], value: Type, write: (task: Node, id: SiteId, value: Type) => void): void {
    const access = this.of(`write ${kind}`, (task, id, cell) => write(task, id, readCell(cell, task)))
    flow(this.solver.worklist, access.value, value)
    access.on(node, objects)
  }

  /** What calls of that name on very many objects pass. */
  argumentsOf(key: string): SharedArguments {
    let shared = this.arguments.get(key)
    if (shared === undefined) this.arguments.set(key, (shared = new SharedArguments()))
    return shared
  }

  private of(kind: string, perform: (task: Node, id: SiteId, value: Cell) => void): Access {
    let access = this.accesses.get(kind)
    if (access === undefined) this.accesses.set(kind, (access = new Access(this.solver, perform)))
    return access
  }
}
