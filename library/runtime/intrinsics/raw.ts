// The unsafe intrinsics: raw memory, words, system calls. The compiler replaces each call by one expression or one
// instruction; the bodies here never run. Importable only by runtime, machine, drivers and kernel, each use under a
// `// SAFETY:` line. Addresses are numbers within 2^53 (representation i53).
//
// Flow: a value that comes out of raw memory (`loadBox`, `asValue`) is *any value* (top) to the analysis. It may be
// tested, stored in boxes, and given to core functions; it must never be given to code that the analysis is meant to
// understand, except as the result of a core entry whose meaning the analysis knows (LANGUAGE §3, docs/representations.md).

export type Address = number
/** Any value, of which the analysis knows nothing. */
export type Any = unknown

function intrinsic(): never {
  throw new Error('an intrinsic ran outside compiled code')
}

// --- memory: base address plus byte offset
export function loadU8(address: Address, offset: number): number { return intrinsic() }
export function loadU16(address: Address, offset: number): number { return intrinsic() }
export function loadU32(address: Address, offset: number): number { return intrinsic() }
export function loadI32(address: Address, offset: number): number { return intrinsic() }
/** A whole word, known to be within ±2^53 (an address, a length). */
export function loadI53(address: Address, offset: number): number { return intrinsic() }
export function loadF32(address: Address, offset: number): number { return intrinsic() }
export function loadF64(address: Address, offset: number): number { return intrinsic() }
export function loadBox(address: Address, offset: number): Any { return intrinsic() }
/** An `opt` word (a number, undefined, hole) as a value. */
export function loadOpt(address: Address, offset: number): number | undefined { return intrinsic() }
export function storeU8(address: Address, offset: number, value: number): void { intrinsic() }
export function storeU16(address: Address, offset: number, value: number): void { intrinsic() }
export function storeU32(address: Address, offset: number, value: number): void { intrinsic() }
export function storeI53(address: Address, offset: number, value: number): void { intrinsic() }
export function storeF32(address: Address, offset: number, value: number): void { intrinsic() }
export function storeF64(address: Address, offset: number, value: number): void { intrinsic() }
export function storeBox(address: Address, offset: number, value: Any): void { intrinsic() }
/** Stores a number, undefined or the hole as an `opt` word. */
export function storeOpt(address: Address, offset: number, value: Any): void { intrinsic() }
export function copyBytes(to: Address, from: Address, count: number): void { intrinsic() } // may overlap
export function fillBytes(to: Address, byte: number, count: number): void { intrinsic() }

/** A hint that the memory at an address will be read soon. */
export function prefetch(address: Address): void { intrinsic() }
/** < 0, 0 or > 0 as memcmp. */
export function compareBytes(a: Address, b: Address, count: number): number { return intrinsic() }

// --- addresses: 64-bit integer arithmetic whose result is an i53 (or the stated range) by the caller's promise, so that
// range analysis does not have to prove it
export function plus(address: Address, delta: number): Address { return intrinsic() }
export function minus(address: Address, other: number): number { return intrinsic() }
/** Unsigned shift right by a literal count. */
export function shiftRight(value: number, bits: number): number { return intrinsic() }
export function shiftLeft(value: number, bits: number): number { return intrinsic() }
/** Bitwise and of 64 bits; the mask is sign-extended (-32768 clears the low 15 bits). */
export function maskBits(value: number, mask: number): number { return intrinsic() }
/** The low 32 bits, as a u32. */
export function low32(value: number): number { return intrinsic() }
/** 0 … 31: index of the lowest set bit of a u32 that is not 0. */
export function countTrailingZeros(value: number): number { return intrinsic() }

// --- words
/** The address in a value that is a pointer (an object, string or symbol). */
export function addressOf(value: Any): Address { return intrinsic() }
/** The value that a word with this address is: the inverse of addressOf. */
export function asValue(address: Address): Any { return intrinsic() }
export function isPointer(value: Any): boolean { return intrinsic() }
export function isNumber(value: Any): boolean { return intrinsic() }
export function isHole(value: Any): boolean { return intrinsic() }
export function hole(): Any { return intrinsic() }
/** The value as what it is known to be; unchecked. */
export function asNumber(value: Any): number { return intrinsic() }
export function asString(value: Any): string { return intrinsic() }
export function asBoolean(value: Any): boolean { return intrinsic() }
/** A value that the analysis is to forget everything about. */
export function forget(value: Any): Any { return intrinsic() }
/** Same word (pointers: same object; numbers: same bits after boxing). */
export function sameWord(a: Any, b: Any): boolean { return intrinsic() }

// --- numbers
export function f64High(value: number): number { return intrinsic() } // i32: sign, exponent, top of the mantissa
export function f64Low(value: number): number { return intrinsic() } // u32
export function f64FromWords(high: number, low: number): number { return intrinsic() }
export function f32Bits(value: number): number { return intrinsic() } // u32, after rounding to f32
export function f32FromBits(bits: number): number { return intrinsic() }
export function sqrt(value: number): number { return intrinsic() }
export function floor(value: number): number { return intrinsic() }
export function ceil(value: number): number { return intrinsic() }
export function trunc(value: number): number { return intrinsic() }
export function abs(value: number): number { return intrinsic() }
/** High and low 32 bits of the 64-bit product of two u32. */
export function multiplyHigh(a: number, b: number): number { return intrinsic() }
/** Leading zeros of a u32. */
export function countLeadingZeros(value: number): number { return intrinsic() }
/** The low bits of an i53 as i32, the i53 quotient and so on are ordinary TypeScript: `| 0`, Math.floor(a / b). */

// --- allocation and calls
/** A zeroed object: header written; sizeBytes a multiple of 8. May collect. `shape` is an address (see shapes.ts). */
export function allocate(shape: Address, sizeBytes: number, aux: number): Address { return intrinsic() }
/** The static shape of a built-in kind: 'array.i32', 'string.latin1', 'store.raw' … A literal. */
export function builtinShape(name: string): Address { return intrinsic() }
/** The address of the generic entry's call: closure, this, count boxes at `argumentsAddress`. */
export function callEntry(closure: Any, thisValue: Any, count: number, argumentsAddress: Address): Any { return intrinsic() }
/** Construct through the generic path: closure must be a constructor. */
export function constructEntry(closure: Any, newTarget: Any, count: number, argumentsAddress: Address): Any { return intrinsic() }
/** Address of `count` boxes in the caller's frame; count is a literal, the words are undefined at first. */
export function stackBoxes(count: number): Address { return intrinsic() }
export function keepAlive(value: Any): void { intrinsic() }

/** Where the bytes of a view begin; keep the view alive past the last use. */
export function viewAddress(view: Uint8Array): Address { return intrinsic() }

// --- devices: memory that others read and write meanwhile, and ports. Each is done once, where it stands.
export function loadDeviceU8(address: Address): number { return intrinsic() }
export function loadDeviceU16(address: Address): number { return intrinsic() }
export function loadDeviceU32(address: Address): number { return intrinsic() }
export function storeDeviceU8(address: Address, value: number): void { intrinsic() }
export function storeDeviceU16(address: Address, value: number): void { intrinsic() }
export function storeDeviceU32(address: Address, value: number): void { intrinsic() }
/** Stores before it are seen by others before loads after it are made (MFENCE); loads and stores alone keep order. */
export function memoryFence(): void { intrinsic() }
/** 32 random bits of the processor, or -1: none just now, or no such instruction. */
export function randomU32(): number { return intrinsic() }
export function portInU8(port: number): number { return intrinsic() }
export function portOutU8(port: number, value: number): void { intrinsic() }

// --- the machine
/** The machine stops with a report and this exit status; both literals. */
export function stop(status: number, message: string): never { return intrinsic() }
/** Addresses of all static atoms: first and one past the last of a table of u32. */
export function atomsStart(): Address { return intrinsic() }
export function atomsEnd(): Address { return intrinsic() }
export function syscall(number: number, a: number, b: number, c: number, d: number, e: number, f: number): number { return intrinsic() }
export function readTimestamp(): number { return intrinsic() } // RDTSC, modulo 2^53
/** Ends the process or the machine at once. */
export function halt(status: number): never { return intrinsic() }
/**
 * First and one-past-last address of the words that module variables, the pending exception and writable static
 * objects (closures with an overflow word, symbols) live in: the collector scans them as it scans the stack.
 */
export function globalsStart(): Address { return intrinsic() }
export function globalsEnd(): Address { return intrinsic() }
/** Runs `collect` after spilling callee-saved registers: gives it the lowest live stack address. */
export function withRegistersSpilled(collect: (stackTop: Address) => void): void { intrinsic() }
export function stackBase(): Address { return intrinsic() }
/** Start of the bump region and its limit: words that the emitted allocation reads and moves. */
export function bumpCursor(): Address { return intrinsic() }
export function bumpLimit(): Address { return intrinsic() }
export function setBump(cursor: Address, limit: Address): void { intrinsic() }
/** Initial stack pointer at process entry: argc, argv …, envp, auxv (linux). */
export function processArguments(): Address { return intrinsic() }
