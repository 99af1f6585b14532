import { log } from './log.ts'
import { base } from './base.ts'

log('right 1')
export const right = (await base) + 2
log('right 2')
