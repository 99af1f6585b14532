import { log } from './log.ts'
import { pong } from './pong.ts'

log('ping 1')
const name = await Promise.resolve('ping')
export function ping(): string {
  return `${name} ${pong()}`
}
log('ping 2')
