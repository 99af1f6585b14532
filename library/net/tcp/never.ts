// The end of an exhaustive switch.

/** What the types say cannot be: a state that no case handles. */
export function unreachableState(state: never): never {
  throw new Error(`TCP: no such state: ${String(state)}`)
}
