import { isOdd, Odd } from './odd.ts'
import { events } from './events.ts'

events.push('even')
export const zero = 0
export class Even {
  readonly kind = 'even'
}

export function isEven(n: number): boolean {
  return n === 0 ? true : isOdd(n - 1)
}

export function describe(n: number): string {
  return (isEven(n) ? new Even() : new Odd()).kind
}
