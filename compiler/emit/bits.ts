// Bits of numbers in boxes and of what an optional number holds beside numbers (docs/representations.md).

/** Added to the bits of a number to box it. */
export const NUMBER_BIAS = 0x0002000000000000n
export const OPT_UNDEFINED = 0x7ffc000000000000n
export const OPT_HOLE = 0x7ffe000000000000n
export const CANONICAL_NAN = 0x7ff8000000000000n

export const hex = (bits: bigint): string => `0x${BigInt.asUintN(64, bits).toString(16)}`
