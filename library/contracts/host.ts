// Host: what a platform (linux, pvh, xen, or a simulation) gives to the machine's one program. Types only. Kernel
// installs the one host of an image before any module of the program runs; globals reach console, clocks and entropy
// through it.
//
// All calls are made from the one thread of the image, never from inside one another. Times are numbers: nanoseconds
// since an arbitrary start for the monotonic clock (exact up to 104 days, 2^53 ns), milliseconds since 1970-01-01 UTC for
// the wall clock. A call that is told that it MUST do something which it cannot do aborts; none of them throws.

export const CONSOLE_OUT = 1
export const CONSOLE_ERROR = 2
export type ConsoleStream = typeof CONSOLE_OUT | typeof CONSOLE_ERROR

export interface Host {
  /**
   * Writes the first `lengthBytes` bytes. MUST write all of them, waiting as long as it takes, in the order of the calls;
   * MAY drop them when nobody can read them any more (a closed pipe). MUST NOT keep `bytes`. A platform with one
   * console writes both streams to it.
   */
  consoleWrite(stream: ConsoleStream, bytes: Uint8Array, lengthBytes: number): void

  /** Nanoseconds, MUST never go back; MAY stand still between two calls. MUST advance while the machine waits. */
  monotonicNowNs(): number

  /** Milliseconds since 1970, fractions allowed. MAY jump either way. */
  wallNowMs(): number

  /** Fills all of `into` with bytes fit for keys. Aborts if there is no source of entropy; MUST NOT give less. */
  fillEntropy(into: Uint8Array): void

  /** What the program was started with: its own name first, as process.argv0 has it. MUST be the same at every call. */
  bootArguments(): string[]

  /** `NAME=value` for each variable; MAY be empty. MUST be the same at every call. */
  environment(): string[]

  /**
   * Sleeps until `deadlineNs` on the monotonic clock (Infinity: for ever) or until a source has work, whichever is
   * first. MUST return at once for a deadline that has passed. MAY return early without reason: the caller looks at clock
   * and sources again. The program MUST NOT wait for ever without a source.
   */
  wait(deadlineNs: number): void

  /** Ends the machine; `status` 0 … 255 is the program's. MUST NOT return. What was written before MUST come out first. */
  exit(status: number): never

  /** Ends the machine because it is broken: writes `report` to the console as far as that still works. MUST NOT return. */
  abort(report: string): never
}
