// Array.prototype.join and toString (ECMA-262 §23.1.3.18). An array inside itself joins as '', as in V8.
import { arrayPush, arrayTruncate } from '../intrinsics/mod.ts'

const joining: object[] = []

export function joinElements<T>(array: T[], length: number, separator: string): string {
  const depth = joining.length
  for (let i = 0; i < depth; i++) if (joining[i] === array) return ''
  arrayPush(joining, array)
  try {
    let text = ''
    for (let i = 0; i < length; i++) {
      if (i > 0 && separator !== '') text += separator
      const value = array[i]
      if (value !== undefined && value !== null) text += `${value as string}`
    }
    return text
  } finally {
    arrayTruncate(joining, depth)
  }
}
