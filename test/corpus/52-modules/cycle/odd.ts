import { isEven, Even, zero } from './even.ts'
import { events } from './events.ts'

events.push('odd')
const attempts: string[] = []
for (const f of [() => zero, () => new Even().kind, () => isEven(2)]) {
  try {
    attempts.push(String(f()))
  } catch (e) {
    attempts.push((e as Error).name + ': ' + (e as Error).message)
  }
}
export const early = attempts

export class Odd {
  readonly kind = 'odd'
}

export function isOdd(n: number): boolean {
  return n === 0 ? false : isEven(n - 1)
}
