// Bytes as code units: what HTTP says of its field values ("isomorphic decode", WHATWG Infra §4.6).
import { stringFromLatin1 } from '../../runtime/intrinsics/mod.ts'

/** The text of bytes[start … end). */
export function latin1Text(bytes: Uint8Array, start: number, end: number): string {
  return stringFromLatin1(bytes, start, end)
}
