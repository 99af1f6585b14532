// What the intrinsic kindOf says of an object, by its site.

import type { SolverSite } from './state.ts'

const KIND_NAMES: Partial<Record<SolverSite['kind'], string>> = {
  array: 'array', closure: 'function', class: 'function', buffer: 'buffer', view: 'view', dataview: 'dataview', primitive: 'primitive',
}

export function kindName(site: SolverSite): string {
  return KIND_NAMES[site.kind] ?? 'object'
}
