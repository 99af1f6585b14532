// Source: something that the event loop asks for work once a turn: a device's rings, a simulated link. Types only.
export interface Source {
  /**
   * Does what has come in since the last call, up to a bound of its own, so that one source cannot keep the others
   * waiting. True when it did something or has more: the loop then turns again before it waits. MUST NOT wait.
   */
  poll(): boolean
  /** Whether it keeps the program alive when nothing else does (a bound socket does, an idle device does not). */
  isReferenced(): boolean
}
