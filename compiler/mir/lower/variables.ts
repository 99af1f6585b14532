// Parameters, captures, cells, local slots and module variables.

import type { Instruction } from '../../hir/hir.ts'
import type { Site } from '../../analyse/result.ts'
import { CELL_VALUE } from '../../../library/runtime/core/layout.ts'
import type { Rep } from '../mir.ts'
import { cellRep, isStaticClosure, staticClosure } from './data.ts'
import { throwIfHole } from './exceptions.ts'
import type { FunctionLowering } from './function.ts'
import { allocateSite } from './objects.ts'
import type { Value } from './values.ts'

type Of<Op extends Instruction['op']> = Extract<Instruction, { op: Op }>

function parameter(f: FunctionLowering, i: Instruction, position: number | null): Value {
  if (position === null) return f.undefined()
  const id = f.prologue[position]
  return { id, rep: f.b.reps[id], type: f.resultType(i) }
}

export const lowerParam = (f: FunctionLowering, i: Of<'param'>): Value =>
  parameter(f, i, i.index < f.instance.func.paramCount ? f.layout.declared + i.index : null)
export const lowerRestParam = (f: FunctionLowering, i: Of<'restParam'>): Value => parameter(f, i, f.layout.rest)
export const lowerArguments = (f: FunctionLowering, i: Of<'arguments'>): Value => parameter(f, i, f.layout.arguments)
export const lowerThis = (f: FunctionLowering, i: Of<'this'>): Value => parameter(f, i, f.layout.thisValue)
export const lowerNewTarget = (f: FunctionLowering, i: Of<'newTarget'>): Value => parameter(f, i, f.layout.newTarget)
export const lowerSelf = (f: FunctionLowering, i: Of<'self'>): Value => parameter(f, i, f.layout.closure)

// --- captures. Sites of one function may lay them out differently; usually they do not.

interface Slot { readonly offset: number; readonly rep: Rep }

/** Groups sites by where they have a slot. */
export function bySlot(sites: readonly Site[], slot: (site: Site) => Slot): { sites: Site[]; slot: Slot }[] {
  const groups = new Map<string, { sites: Site[]; slot: Slot }>()
  for (const site of sites) {
    const at = slot(site)
    const key = `${at.offset} ${at.rep}`
    const group = groups.get(key)
    if (group === undefined) groups.set(key, { sites: [site], slot: at })
    else group.sites.push(site)
  }
  return [...groups.values()]
}

function closureValue(f: FunctionLowering): Value {
  const sites = f.program.closureSites(f.instance.func.id)
  const id = f.prologue[f.layout.closure!]
  return { id, rep: 'ref', type: { primitives: 0, low: 0, high: 0, sites: sites.map((site) => site.id), literal: null } }
}

const noSuchClosure = (f: FunctionLowering) => (): null => {
  f.b.stop('a closure that the analysis does not know')
  return null
}

export function lowerCaptureGet(f: FunctionLowering, i: Of<'captureGet'>): Value | null {
  if (f.layout.closure === null) return f.undefined()
  const groups = bySlot(f.program.closureSites(f.instance.func.id), (site) => site.captures[i.index])
  const rep = groups.length === 1 ? groups[0].slot.rep : f.resultRep(i)
  return f.dispatch(closureValue(f), groups.map(({ sites, slot }) => ({
    sites, body: (closure) => loadSlot(f, closure, slot, f.resultType(i), 'capture'),
  })), noSuchClosure(f), rep, true)
}

export function lowerCaptureSet(f: FunctionLowering, i: Of<'captureSet'>): Value | null {
  const groups = bySlot(f.program.closureSites(f.instance.func.id), (site) => site.captures[i.index])
  return f.dispatch(closureValue(f), groups.map(({ sites, slot }) => ({
    sites, body: (closure) => storeSlot(f, closure, slot, f.arg(i, 0), 'capture'),
  })), noSuchClosure(f), 'none', true)
}

export function loadSlot(f: FunctionLowering, object: Value, slot: Slot, type: Value['type'], region: string): Value {
  if (slot.rep === 'none') return f.undefined()
  return { id: f.b.load(slot.rep, object.id, slot.offset, { region }), rep: slot.rep, type }
}

export function storeSlot(f: FunctionLowering, object: Value, slot: Slot, value: Value, region: string): Value {
  if (slot.rep !== 'none') f.b.store(slot.rep, object.id, f.as(value, slot.rep), slot.offset, { region })
  return f.undefined()
}

// --- cells

export function lowerCellNew(f: FunctionLowering, i: Of<'cellNew'>): Value | null {
  const id = f.instance.allocates.get(i.id)
  if (id === undefined) return f.undefined()
  const site = f.program.site(id)
  const cell = allocateSite(f, site)
  storeSlot(f, cell, cellSlot(site), f.arg(i, 0), 'cell')
  return cell
}

const cellSlot = (site: Site): Slot => ({ offset: CELL_VALUE, rep: cellRep(site) })

const noSuchCell = (f: FunctionLowering) => (): null => {
  f.b.stop('a cell that the analysis does not know')
  return null
}

export function lowerCellGet(f: FunctionLowering, i: Of<'cellGet'>): Value | null {
  const cell = f.arg(i, 0)
  const groups = bySlot(f.program.sites(cell.type), cellSlot)
  const rep = groups.length === 1 ? groups[0].slot.rep : f.resultRep(i)
  return f.dispatch(cell, groups.map(({ sites, slot }) => ({
    sites, body: (object) => loadSlot(f, object, slot, f.resultType(i), 'cell'),
  })), noSuchCell(f), rep, true)
}

export function lowerCellSet(f: FunctionLowering, i: Of<'cellSet'>): Value | null {
  const cell = f.arg(i, 0)
  const groups = bySlot(f.program.sites(cell.type), cellSlot)
  return f.dispatch(cell, groups.map(({ sites, slot }) => ({
    sites, body: (object) => storeSlot(f, object, slot, f.arg(i, 1), 'cell'),
  })), noSuchCell(f), 'none', true)
}

// --- local slots

export function lowerLocalGet(f: FunctionLowering, i: Of<'localGet'>): Value {
  const { rep } = f.instance.locals[i.slot]
  if (rep === 'none') return f.undefined()
  return { id: f.b.add(rep, [], { op: 'localLoad', slot: i.slot }), rep, type: f.resultType(i) }
}

export function lowerLocalSet(f: FunctionLowering, i: Of<'localSet'>): Value {
  const { rep } = f.instance.locals[i.slot]
  if (rep !== 'none') f.b.add('none', [f.as(f.arg(i, 0), rep)], { op: 'localStore', slot: i.slot })
  return f.undefined()
}

// --- module variables

/** The static closure that a hoisted function's variable holds for ever; null if it is not such a variable. */
export function constantClosure(f: FunctionLowering, global: number): Site | null {
  const { program } = f.program.analysis
  const { type } = f.program.analysis.globals[global]
  if (!program.globals[global].constant || type.sites.length !== 1 || type.primitives !== 0) return null
  const site = f.program.site(type.sites[0])
  if (site.func === null || !f.program.isHoisted(global, site.func)) return null
  return isStaticClosure(f.program, site) ? site : null
}

function readGlobal(f: FunctionLowering, global: number, check: boolean): Value {
  const hoisted = constantClosure(f, global)
  const { type, needsCheck } = f.program.analysis.globals[global]
  if (hoisted !== null) return { id: f.b.address(staticClosure(f.program, hoisted)), rep: 'ref', type }
  const { symbol, rep } = f.program.moduleVariable(global)
  const value: Value = { id: f.b.globalLoad(symbol, rep), rep, type }
  if (check && needsCheck) throwIfHole(f, value, f.program.analysis.program.globals[global].name)
  return value
}

export const lowerGlobalGet = (f: FunctionLowering, i: Of<'globalGet'>): Value => ({ ...readGlobal(f, i.global, i.check), type: f.resultType(i) })

export function lowerRealm(f: FunctionLowering, i: Of<'realm'>): Value {
  const global = f.program.analysis.program.realm.get(i.name)
  if (global === undefined) throw new Error(`the library has no global ${i.name}`)
  return { ...readGlobal(f, global, false), type: f.resultType(i) }
}

export function lowerGlobalSet(f: FunctionLowering, i: Of<'globalSet'>): Value {
  const known = f.program.analysis.globals[i.global]
  if (i.check && known.needsCheck) {
    const { symbol, rep } = f.program.moduleVariable(i.global)
    throwIfHole(f, { id: f.b.globalLoad(symbol, rep), rep, type: known.type }, f.program.analysis.program.globals[i.global].name)
  }
  if (known.read || known.needsCheck) {
    const { symbol, rep } = f.program.moduleVariable(i.global)
    f.b.globalStore(symbol, f.as(f.arg(i, 0), rep))
  }
  return f.undefined()
}

/** Whether a variable's representation has a pattern for the hole. */
export const canHoldHole = (rep: Rep): boolean => rep === 'box' || rep === 'ref' || rep === 'opt'
