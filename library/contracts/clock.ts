// Clock: time for code that must run on a simulated clock as well. Types only.
export interface Clock {
  /** Nanoseconds since an arbitrary start. MUST never go back. */
  monotonicNowNs(): number
  /** Milliseconds since 1970-01-01 UTC. MAY jump either way: never measure with it. */
  wallNowMs(): number
}
