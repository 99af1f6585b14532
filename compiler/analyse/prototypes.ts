// Changes of prototypes that the analysis does not follow.

import { MAX_OBJECTS_APART } from './many-accesses.ts'
import type { Type } from './result.ts'

/**
 * Whether one of very many objects would get a prototype, or an object one of very many prototypes: everything could then
 * inherit from everything. The running program stops instead if it comes to that, which is a late refusal.
 */
export function changesAnyPrototype(object: Type, prototype: Type): boolean {
  return prototype.sites.length > 0 && Math.max(object.sites.length, prototype.sites.length) > MAX_OBJECTS_APART
}
