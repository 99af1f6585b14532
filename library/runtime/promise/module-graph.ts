// Evaluation of a program's modules where one of them has top-level await (ECMA-262 §16.2.1.5.3): importers wait for what
// they import, siblings go on. A program without top-level await needs none of this: the compiler orders its modules.
import { arrayAt, arrayPush } from '../intrinsics/mod.ts'
import { Job, MODE_REJECTED } from './jobs.ts'
import type { Promise } from './promise.ts'
import { pendingPromise, rejectPromise, resolvePromise, whenSettled } from './promise.ts'

const LINKED = 0
const EVALUATING = 1
const EVALUATING_ASYNC = 2
const EVALUATED = 3

/** A cyclic module record, as far as evaluation goes (§16.2.1.5, table 43). */
class Module extends Job {
  readonly body: () => unknown
  readonly hasTopLevelAwait: boolean
  readonly requests: number[]
  status = LINKED
  ancestorIndex = 0
  cycleRoot: Module | null = null
  /** [[AsyncEvaluation]] as its order; 0: false. */
  asyncOrder = 0
  pendingDependencies = 0
  readonly asyncParents: Module[] = []
  hasError = false
  error: unknown = undefined
  readonly #graph: ModuleGraph

  constructor(graph: ModuleGraph, body: () => unknown, hasTopLevelAwait: boolean, requests: number[]) {
    super()
    this.#graph = graph
    this.body = body
    this.hasTopLevelAwait = hasTopLevelAwait
    this.requests = requests
  }

  /** ExecuteAsyncModule (§16.2.1.5.3.2); as a job the module waits for the promise of its own body. */
  start(): void {
    const { body } = this
    whenSettled(body() as Promise<unknown>, this)
  }

  override run(): void {
    const { value } = this
    this.value = undefined
    if (this.mode === MODE_REJECTED) this.#graph.rejected(this, value)
    else this.#graph.fulfilled(this)
  }
}

class ModuleGraph {
  readonly #modules: Module[] = []
  readonly #stack: Module[] = []
  readonly #promise = pendingPromise<undefined>()
  #entry: Module | null = null
  #asyncCount = 0

  add(body: () => unknown, hasTopLevelAwait: boolean, requests: number[]): void {
    arrayPush(this.#modules, new Module(this, body, hasTopLevelAwait, requests))
  }

  /** Evaluate (§16.2.1.5.2) of the module that was added last. */
  evaluate(): Promise<undefined> {
    const entry = arrayAt(this.#modules, this.#modules.length - 1)
    this.#entry = entry
    try {
      this.#visit(entry, 0)
      if (entry.asyncOrder === 0) resolvePromise(this.#promise, undefined)
    } catch (error) {
      for (let i = 0; i < this.#stack.length; i++) fail(arrayAt(this.#stack, i), error)
      rejectPromise(this.#promise, error)
    }
    return this.#promise
  }

  /** InnerModuleEvaluation (§16.2.1.5.3.1) of a module that is not evaluating. */
  #visit(module: Module, firstIndex: number): number {
    const stack = this.#stack
    const depth = stack.length
    let index = firstIndex
    const ownIndex = index
    module.status = EVALUATING
    module.ancestorIndex = index++
    arrayPush(stack, module)
    const { requests } = module
    for (let i = 0; i < requests.length; i++) {
      const required = arrayAt(this.#modules, arrayAt(requests, i))
      if (required.status === LINKED) index = this.#visit(required, index)
      this.#depend(module, required)
    }
    if (module.pendingDependencies > 0 || module.hasTopLevelAwait) {
      module.asyncOrder = ++this.#asyncCount
      if (module.pendingDependencies === 0) module.start()
    } else {
      const { body } = module
      body()
    }
    if (module.ancestorIndex !== ownIndex) return index
    for (let i = depth; i < stack.length; i++) {
      const member = arrayAt(stack, i)
      member.cycleRoot = module
      member.status = member.asyncOrder === 0 ? EVALUATED : EVALUATING_ASYNC
    }
    stack.length = depth
    return index
  }

  /** What a module takes over from one that it imports, which has been visited. */
  #depend(module: Module, visited: Module): void {
    let required = visited
    if (visited.status === EVALUATING) {
      if (visited.ancestorIndex < module.ancestorIndex) module.ancestorIndex = visited.ancestorIndex
    } else {
      if (visited.cycleRoot !== null) required = visited.cycleRoot
      if (required.hasError) throw required.error
    }
    if (required.asyncOrder === 0) return
    module.pendingDependencies++
    arrayPush(required.asyncParents, module)
  }

  /** AsyncModuleExecutionFulfilled (§16.2.1.5.3.4) */
  fulfilled(module: Module): void {
    if (module.status === EVALUATED) return
    this.#finish(module)
    const ready: Module[] = []
    gatherAncestors(module, ready)
    sortByOrder(ready)
    for (let i = 0; i < ready.length; i++) {
      const next = arrayAt(ready, i)
      if (next.status === EVALUATED) continue
      if (next.hasTopLevelAwait) next.start()
      else this.#runReady(next)
    }
  }

  #runReady(module: Module): void {
    try {
      const { body } = module
      body()
    } catch (error) {
      this.rejected(module, error)
      return
    }
    this.#finish(module)
  }

  #finish(module: Module): void {
    module.status = EVALUATED
    if (module === this.#entry) resolvePromise(this.#promise, undefined)
  }

  /** AsyncModuleExecutionRejected (§16.2.1.5.3.5) */
  rejected(module: Module, error: unknown): void {
    if (module.status === EVALUATED) return
    fail(module, error)
    const parents = module.asyncParents
    for (let i = 0; i < parents.length; i++) this.rejected(arrayAt(parents, i), error)
    if (module === this.#entry) rejectPromise(this.#promise, error)
  }
}

function fail(module: Module, error: unknown): void {
  module.status = EVALUATED
  module.hasError = true
  module.error = error
}

/** GatherAvailableAncestors (§16.2.1.5.3.3): whose last pending dependency this was. */
function gatherAncestors(module: Module, ready: Module[]): void {
  const parents = module.asyncParents
  for (let i = 0; i < parents.length; i++) {
    const parent = arrayAt(parents, i)
    const root = parent.cycleRoot
    if (isIn(ready, parent) || (root !== null && root.hasError)) continue
    parent.pendingDependencies--
    if (parent.pendingDependencies > 0) continue
    arrayPush(ready, parent)
    if (!parent.hasTopLevelAwait) gatherAncestors(parent, ready)
  }
}

function isIn(list: Module[], module: Module): boolean {
  for (let i = 0; i < list.length; i++) if (arrayAt(list, i) === module) return true
  return false
}

/** In the order in which the modules became asynchronous; the list is short. */
function sortByOrder(list: Module[]): void {
  for (let i = 1; i < list.length; i++) {
    const module = arrayAt(list, i)
    let at = i
    while (at > 0 && arrayAt(list, at - 1).asyncOrder > module.asyncOrder) {
      list[at] = arrayAt(list, at - 1)
      at--
    }
    list[at] = module
  }
}

/**
 * Evaluates the last of the modules, whose bodies, kinds and requests (positions of what they import) are given; the
 * promise is settled when it is evaluated. The body of an asynchronous module gives a promise.
 */
export function evaluateModules(bodies: (() => unknown)[], asynchronous: boolean[], requests: number[][]): Promise<undefined> {
  const graph = new ModuleGraph()
  for (let i = 0; i < bodies.length; i++) graph.add(arrayAt(bodies, i), arrayAt(asynchronous, i), arrayAt(requests, i))
  return graph.evaluate()
}
