// Source: something that the event loop asks for work once a turn: a device's rings, a network stack. Types only.
export interface Source {
  /**
   * Does what has come in since the last call, up to a bound of its own, so that one source cannot keep the others
   * waiting; and what time has brought. True when it did something or has more: the loop then turns again before it
   * waits. MUST NOT wait.
   */
  poll(): boolean
  /** Whether it keeps the program alive when nothing else does (a bound socket does, an idle device does not). */
  isReferenced(): boolean
  /** When it wants to be polled even if nothing comes in: monotonic nanoseconds, Infinity for never. */
  deadlineNs(): number
  /**
   * The loop is about to wait: from now on new work MUST end the wait. True if there is work already, which came in
   * unnoticed: the loop then turns instead.
   */
  prepareToWait(): boolean
}
