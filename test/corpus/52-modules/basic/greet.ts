import { log } from './log.ts'

log.push('greet')
export let count = 0

export interface Greeter {
  greet(name: string): string
}

export function increment(by = 1): void {
  count += by
}

export function greet(name: string): string {
  return 'hello ' + name
}

export default (name: string): string => 'dear ' + name
