// Sorts of values by name: what the intrinsic kindOf says, of a primitive by its bits and of an object by its site, and the
// classes of primitives.

import { T_BOOLEAN, T_NULL, T_NUMBER, T_STRING, T_SYMBOL, T_UNDEFINED } from './result.ts'
import type { SolverSite } from './state.ts'

export const PRIMITIVE_KINDS: readonly (readonly [number, string])[] = [
  [T_UNDEFINED, 'undefined'], [T_NULL, 'null'], [T_BOOLEAN, 'boolean'], [T_NUMBER, 'number'], [T_STRING, 'string'], [T_SYMBOL, 'symbol'],
]

/** Language global whose prototype a primitive's properties come from. */
export const PRIMITIVE_CLASSES: readonly (readonly [number, string])[] = [
  [T_STRING, 'String'], [T_NUMBER, 'Number'], [T_BOOLEAN, 'Boolean'], [T_SYMBOL, 'Symbol'],
]

const KIND_NAMES: Partial<Record<SolverSite['kind'], string>> = {
  array: 'array', closure: 'function', class: 'function', buffer: 'buffer', view: 'view', dataview: 'dataview', primitive: 'primitive',
}

export function kindName(site: SolverSite): string {
  return KIND_NAMES[site.kind] ?? 'object'
}
