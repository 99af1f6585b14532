// Static data of the image: shapes from sites, built-in shapes, closures without captures, the words that hold
// prototypes. Layout numbers come from library/runtime/core/layout.ts.

import type { HirFunction } from '../../hir/hir.ts'
import { isBoundConstructor, isPrivate } from '../../hir/hir.ts'
import type { Site } from '../../analyse/result.ts'
import {
  ARRAY_OVERFLOW, BUFFER_OVERFLOW, BUILTIN_SHAPES, CLOSURE_CAPTURES, OBJECT_OVERFLOW, PRIMITIVE_OVERFLOW, VIEW_OVERFLOW,
} from '../../../library/runtime/core/layout.ts'
import type { Rep, ShapeDescriptor, ShapeProperty, SymbolName } from '../mir.ts'
import type { ProgramLowering } from './program.ts'

const VIEW_KINDS: Record<string, string> = {
  Int8Array: 'view.i8', Uint8Array: 'view.u8', Uint8ClampedArray: 'view.u8c', Int16Array: 'view.i16', Uint16Array: 'view.u16',
  Int32Array: 'view.i32', Uint32Array: 'view.u32', Float32Array: 'view.f32', Float64Array: 'view.f64', DataView: 'view.data',
}

/** How an array site's elements lie: one of the five array kinds. */
export function elementRep(site: Site): Rep {
  return site.elementRep ?? 'box'
}

export function cellRep(site: Site): Rep {
  return site.elementRep === null || site.elementRep === 'none' ? 'box' : site.elementRep
}

/** Name of the site's kind, as layout.ts lists them. */
export function kindName(site: Site): string {
  switch (site.kind) {
    case 'object': case 'instance': case 'prototype': return 'object'
    case 'class': case 'closure': return 'closure'
    case 'array': {
      const rep = elementRep(site)
      return site.holey && (rep === 'ref' || rep === 'box') ? `array.${rep}.holey` : `array.${rep}`
    }
    case 'cell': {
      const rep = cellRep(site)
      return rep === 'box' || rep === 'ref' ? `cell.${rep}` : 'cell.raw'
    }
    case 'view': return VIEW_KINDS[site.view!]
    case 'dataview': return 'view.data'
    case 'primitive': return 'primitive.number'
    case 'buffer': case 'symbol': case 'accessor': return site.kind
  }
}

function overflowOffset(site: Site): number {
  switch (site.kind) {
    case 'array': return ARRAY_OVERFLOW
    case 'buffer': return BUFFER_OVERFLOW
    case 'view': case 'dataview': return VIEW_OVERFLOW
    case 'primitive': return PRIMITIVE_OVERFLOW
    case 'cell': case 'symbol': case 'accessor': return 0
    default: return site.open === null ? 0 : OBJECT_OVERFLOW
  }
}

const isTraced = (rep: Rep): boolean => rep === 'ref' || rep === 'box'

function pointerOffsets(site: Site): number[] {
  const offsets = new Set(BUILTIN_SHAPES[kindName(site)]?.pointers ?? [])
  const overflow = overflowOffset(site)
  if (overflow !== 0) offsets.add(overflow)
  for (const capture of site.captures) if (isTraced(capture.rep)) offsets.add(capture.offset)
  for (const field of site.fields.values()) if (field.offset !== null && (isTraced(field.rep) || field.accessor)) offsets.add(field.offset)
  return [...offsets].sort((a, b) => a - b)
}

function properties(site: Site): ShapeProperty[] {
  const rows: ShapeProperty[] = []
  for (const field of site.fields.values()) {
    if (field.offset === null || isPrivate(field.key)) continue
    rows.push({
      key: field.key, offset: field.offset, rep: field.accessor ? 'ref' : field.rep, writable: field.writable,
      enumerable: field.enumerable, configurable: field.key !== 'prototype' || site.prototypeSite === null,
      accessor: field.accessor, optional: field.optional,
    })
  }
  return rows
}

export function isConstructorFunction(func: HirFunction): boolean {
  if (func.kind === 'classConstructor' || func.kind === 'derivedConstructor') return true
  return isBoundConstructor(func) || (func.kind === 'normal' && func.coroutine === 'none' && !func.isLibrary)
}

function functionInfo(program: ProgramLowering, site: Site): ShapeDescriptor['functionInfo'] {
  const func = program.analysis.program.functions[site.func!]
  const isClass = site.kind === 'class'
  const theClass = isClass ? program.class(site.class!) : null
  return {
    name: theClass?.name ?? func.name, length: func.length, source: theClass?.sourceText ?? func.sourceText,
    isClass: isClass && !func.isLibrary, isConstructor: isConstructorFunction(func), kind: func.isLibrary ? 'native' : func.coroutine,
  }
}

/** Size of an object of the site, in bytes. */
export function siteSize(site: Site): number {
  return BUILTIN_SHAPES[kindName(site)]?.sizeBytes ?? site.sizeBytes
}

/** The symbol of a site's shape. */
export function shapeOf(program: ProgramLowering, site: Site): SymbolName {
  const symbol = site.shape
  return program.datum(symbol, () => {
    const isFunction = site.func !== null && (site.kind === 'class' || site.kind === 'closure')
    const prototype = program.birthPrototypeOf(site)
    return {
      kind: 'shape', symbol,
      shape: {
        kind: kindName(site), name: site.class !== null ? program.class(site.class).name : site.name, sizeBytes: siteSize(site),
        pointerOffsets: pointerOffsets(site), properties: properties(site),
        prototype: prototype === null ? null : program.prototypeWord(prototype),
        overflowOffset: overflowOffset(site),
        entry: isFunction ? program.genericEntry(site) : null,
        functionInfo: isFunction ? functionInfo(program, site) : null,
      },
    }
  })
}

/** A static shape that the runtime names: `array.i32`, `string.latin1`, `store.word` … */
export function builtinShape(program: ProgramLowering, name: string): SymbolName {
  const row = BUILTIN_SHAPES[name]
  if (row === undefined) throw new Error(`no built-in shape ${name}`)
  const symbol = `shape.builtin.${name}`
  return program.datum(symbol, () => {
    const prototype = row.realm === null ? null : program.realmPrototype(row.realm)
    return {
      kind: 'shape', symbol,
      shape: {
        kind: name, name: row.realm ?? '', sizeBytes: row.sizeBytes, pointerOffsets: [...row.pointers], properties: [],
        prototype: prototype === null ? null : program.prototypeWord(prototype), overflowOffset: row.overflow,
        entry: null, functionInfo: null,
      },
    }
  })
}

/** A closure site whose one object can be static: no captures, nothing that a run would have to fill in. */
export function isStaticClosure(program: ProgramLowering, site: Site): boolean {
  return site.kind === 'closure' && site.captures.length === 0 && site.prototypeSite === null &&
    site.sizeBytes === CLOSURE_CAPTURES && !program.isPrototype(site.id)
}

export function staticClosure(program: ProgramLowering, site: Site): SymbolName {
  const symbol = `closure.${site.id}`
  return program.datum(symbol, () => ({ kind: 'closure', symbol, shape: shapeOf(program, site) }))
}
