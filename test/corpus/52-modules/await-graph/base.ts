import { log } from './log.ts'

log('base 1')
await null
log('base 2')
export let base = 1
await new Promise<void>((resolve) => setTimeout(() => { base = 10; resolve() }, 2))
log('base 3')
