import { log } from './log.ts'

log('quick')
export const quick = 'quick'
