import { base } from './base.ts'
import { log } from './log.ts'

log('left')
export const left = base + 1
