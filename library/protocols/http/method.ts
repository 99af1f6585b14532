// Methods (RFC 9110 §9): those that the engine itself must know, by number; others are read from the request's bytes.
import { equalsText } from './characters.ts'

export const METHOD = {
  other: 0, get: 1, head: 2, post: 3, put: 4, delete: 5, options: 6, patch: 7, connect: 8, trace: 9,
} as const
export type Method = (typeof METHOD)[keyof typeof METHOD]

/** By number; what stands for `other` is in the request. */
const TEXTS: readonly string[] = ['', 'GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'OPTIONS', 'PATCH', 'CONNECT', 'TRACE']

const G = 71

export function methodAt(bytes: Uint8Array, start: number, end: number): Method {
  if (end - start === 3 && bytes[start] === G && equalsText(bytes, start, end, 'GET')) return METHOD.get
  switch (end - start) {
    case 3: return equalsText(bytes, start, end, 'PUT') ? METHOD.put : METHOD.other
    case 4:
      if (equalsText(bytes, start, end, 'POST')) return METHOD.post
      return equalsText(bytes, start, end, 'HEAD') ? METHOD.head : METHOD.other
    case 5:
      if (equalsText(bytes, start, end, 'PATCH')) return METHOD.patch
      return equalsText(bytes, start, end, 'TRACE') ? METHOD.trace : METHOD.other
    case 6: return equalsText(bytes, start, end, 'DELETE') ? METHOD.delete : METHOD.other
    case 7:
      if (equalsText(bytes, start, end, 'OPTIONS')) return METHOD.options
      return equalsText(bytes, start, end, 'CONNECT') ? METHOD.connect : METHOD.other
    default: return METHOD.other
  }
}

export function methodText(method: Method): string {
  return TEXTS[method]
}
