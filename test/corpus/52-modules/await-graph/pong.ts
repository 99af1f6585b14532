import { ping } from './ping.ts'
import { log } from './log.ts'

log(`pong 1 ${typeof ping}`)
await null
export function pong(): string {
  return 'pong'
}
log('pong 2')
