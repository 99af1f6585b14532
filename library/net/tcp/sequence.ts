// Sequence numbers (RFC 9293 §3.4): a circle of 2^32, kept as signed 32-bit integers so that arithmetic on them is the
// machine's own. Two of them can be compared while they are less than 2^31 apart; windows (RFC 7323 §2.3) keep them so.

/** How far `to` is ahead of `from`; negative: behind. */
export function distance(from: number, to: number): number {
  return (to - from) | 0
}

export function isBefore(a: number, b: number): boolean {
  return ((a - b) | 0) < 0
}

export function isAfter(a: number, b: number): boolean {
  return ((a - b) | 0) > 0
}
