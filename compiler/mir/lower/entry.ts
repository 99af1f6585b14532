// Generic entries: what stands in a closure's shape for callers that do not know it. Takes boxes, chooses the copy for
// the receiver, calls it with what its parameters are, and boxes the result. A class's entry is also how the runtime's
// general `new` reaches it: with `new.target` in a runtime cell (`newTargetWord`), undefined for an ordinary call.

import type { Instance, Site } from '../../analyse/result.ts'
import type { MirBlock, MirFunction, MirId } from '../mir.ts'
import { isBoundConstructor } from '../../hir/hir.ts'
import { directCall, throwClassCall } from './calls.ts'
import { allocateThis, constructed } from './construct.ts'
import { isConstructorFunction } from './data.ts'
import { FunctionLowering, type Case } from './function.ts'
import { newTargetWord, type ProgramLowering, type SiteEntry } from './program.ts'
import { typeOfRep, type Value } from './values.ts'

const CLOSURE = 0
const THIS = 1
const COUNT = 2
const ARGUMENTS = 3

export function makeEntry(program: ProgramLowering, site: Site, entries: readonly SiteEntry[]): MirFunction {
  const f = new FunctionLowering(program, null)
  f.b.enter(f.b.newBlock(null))
  const parameters = [f.b.param(CLOSURE, 'ref'), f.b.param(THIS, 'box'), f.b.param(COUNT, 'i53'), f.b.param(ARGUMENTS, 'i53')]
  const entry = new EntryMaker(f, site, entries, parameters)
  if (site.kind === 'class') entry.ofClass()
  else entry.ofFunction()
  const func = program.analysis.program.functions[site.func!]
  return f.b.finish(`${site.shape}$entry`, ['ref', 'box', 'i53', 'i53'], 'box', {
    inline: 'never', isLibrary: func.isLibrary, place: func.place, displayName: func.name,
  })
}

class EntryMaker {
  private readonly f: FunctionLowering
  private readonly site: Site
  private entries: readonly SiteEntry[]
  private readonly parameters: readonly MirId[]
  /** Functions that can be constructed: undefined in a call. */
  private newTarget: MirId | null = null

  constructor(f: FunctionLowering, site: Site, entries: readonly SiteEntry[], parameters: readonly MirId[]) {
    this.f = f
    this.site = site
    this.entries = entries
    this.parameters = parameters
  }

  private get closure(): Value {
    return this.f.of(this.parameters[CLOSURE], { ...typeOfRep('none'), primitives: 0, sites: [this.site.id] })
  }

  private get thisValue(): Value {
    return this.f.anything(this.parameters[THIS])
  }

  ofFunction(): void {
    const { refusedLate } = this.site
    const func = this.f.program.analysis.program.functions[this.site.func!]
    if (isConstructorFunction(func)) this.newTarget = this.takeNewTarget()
    if (this.newTarget !== null && !isBoundConstructor(func)) this.constructOrdinary(this.newTarget)
    if (this.entries.length > 0 || refusedLate === null) {
      this.calledBare()
      this.finish(this.choose())
    }
    else this.f.b.stop(`late refusal SK1900: ${refusedLate} is called as a value that can be any function; call it by its name`, 78)
  }

  /** Leaves the entry where there is no receiver and a copy for that; goes on otherwise. */
  private calledBare(): void {
    const { b } = this.f
    const bare = this.entries.find(({ instance }) => instance.isBare)
    if (bare === undefined || this.entries.length === 1) return
    this.entries = this.entries.filter((entry) => entry !== bare)
    const called = b.newBlock()
    const onReceiver = b.newBlock()
    b.branch(b.pure('box.isUndefined', this.parameters[THIS]), called, onReceiver)
    b.enter(called)
    this.finish(this.run(bare.instance))
    b.enter(onReceiver)
  }

  private finish(result: Value | null): void {
    if (result !== null) this.f.b.return(this.f.box(result))
    else if (this.f.b.open) this.f.b.unreachable()
  }

  /** The copy for the receiver: one without receivers, or the last, takes all that no other does. */
  private choose(): Value | null {
    const rest = this.entries.find((entry) => entry.receivers.length === 0) ?? this.entries[this.entries.length - 1]
    const cases = this.entries.filter((entry) => entry !== rest && entry.receivers.length > 0).map((entry): Case => ({
      sites: entry.receivers.map((id) => this.f.program.site(id)), body: () => this.run(entry.instance),
    }))
    const value = this.f.dispatch(this.thisValue, cases, () => this.run(rest.instance), 'box', true)
    return value
  }

  private run(instance: Instance): Value | null {
    const newTarget = this.newTarget === null ? {} : { newTarget: this.f.anything(this.newTarget) }
    return directCall(this.f, instance, { closure: this.closure, thisValue: this.thisValue, ...newTarget, args: this.given() })
  }

  /** What the runtime's general `new` left for the function that it calls. */
  private takeNewTarget(): MirId {
    const { b } = this.f
    const word = newTargetWord(this.f.program)
    const newTarget = b.globalLoad(word, 'box')
    b.globalStore(word, b.word('box', 'undefined'))
    return newTarget
  }

  /** Leaves the entry where the function is constructed; goes on where it is called. */
  private constructOrdinary(newTarget: MirId): void {
    const { b } = this.f
    const called = b.newBlock()
    const constructing = b.newBlock()
    b.branch(b.pure('box.isUndefined', newTarget), called, constructing)
    b.enter(constructing)
    const entry = this.entries.find(({ allocates }) => allocates !== null)
    if (entry === undefined) b.stop('late refusal SK1900: `new` on a function that is not a class', 78)
    else this.constructWith(entry, newTarget)
    b.enter(called)
  }

  private given(): { count: Value; boxes: MirId } {
    return { count: this.f.number(this.parameters[COUNT]), boxes: this.parameters[ARGUMENTS] }
  }

  // --- classes

  ofClass(): void {
    const { b } = this.f
    const newTarget = this.takeNewTarget()
    const called = b.newBlock()
    const constructing = b.newBlock()
    b.branch(b.pure('box.isUndefined', newTarget), called, constructing)
    b.enter(called)
    this.called()
    b.enter(constructing)
    this.construct(constructing, newTarget)
  }

  /** Without `new`: what the realm says of a built-in, else a TypeError. */
  private called(): void {
    const theClass = this.f.program.class(this.site.class!)
    const behaviours = (this.f.program.behaviourSites(theClass) ?? []).map((id) => this.f.program.site(id)).filter((site) => this.f.program.entriesOf(site).length > 0)
    if (behaviours.length === 0) {
      throwClassCall(this.f, theClass)
      return
    }
    const [entry] = this.f.program.entriesOf(behaviours[0])
    this.finish(directCall(this.f, entry.instance, { thisValue: this.f.undefined(), args: this.given() }))
  }

  private construct(block: MirBlock, newTarget: MirId): void {
    const { f } = this
    if (this.entries.length === 0) {
      f.b.stop('a class is constructed where the analysis saw none')
      return
    }
    const [entry] = this.entries
    f.b.guard(f.b.pure('bool.not', f.b.pure('box.sameWord', newTarget, f.box(this.closure))), () =>
      f.b.stop(`late refusal SK1900: class ${this.site.name} is constructed with another new.target`, 78))
    this.constructWith(entry, newTarget)
  }

  private constructWith(entry: SiteEntry, newTarget: MirId): void {
    const { f } = this
    const thisValue = allocateThis(f, entry.allocates, this.closure)
    const result = directCall(f, entry.instance, { closure: this.closure, thisValue, newTarget: f.anything(newTarget), args: this.given() })
    this.finish(result === null ? null : constructed(f, result, thisValue))
  }
}
