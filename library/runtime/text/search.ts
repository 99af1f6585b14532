// Searching and comparing inside strings; positions are integers within bounds.
import { stringCodeAt } from '../intrinsics/mod.ts'

/** `search` stands in `text` at `at`, which may be too near to the end. */
export function standsAt(text: string, search: string, at: number): boolean {
  const length = search.length
  if (at + length > text.length) return false
  for (let i = 0; i < length; i++) if (stringCodeAt(text, at + i) !== stringCodeAt(search, i)) return false
  return true
}

/** The last position at or before `from` where `search` stands; -1 when there is none. */
export function lastIndexOf(text: string, search: string, from: number): number {
  const most = text.length - search.length
  for (let at = from < most ? from : most; at >= 0; at--) if (standsAt(text, search, at)) return at
  return -1
}
