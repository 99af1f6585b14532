import { log } from './log.ts'
import type { Shape } from './shapes.ts'
export { Circle } from './shapes.ts'
export { log } from './log.ts'
export * from './greet.ts'

log.push('index')
export function total(shapes: Shape[]): number {
  return shapes.reduce((sum, s) => sum + s.area(), 0)
}
