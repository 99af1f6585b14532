// Copying between byte arrays.

/** Up to here the loop costs less than the view that `set` needs. */
const LOOP_BYTES = 32

/** Copies from[fromOffset … fromOffset + count) to another array; the caller has checked that both have room. */
export function copyBytes(
  from: Uint8Array, fromOffset: number, to: Uint8Array, toOffset: number, count: number,
): void {
  if (count > LOOP_BYTES) {
    to.set(from.subarray(fromOffset, fromOffset + count), toOffset)
    return
  }
  for (let i = 0; i < count; i++) to[toOffset + i] = from[fromOffset + i]
}
