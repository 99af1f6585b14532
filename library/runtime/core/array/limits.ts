// What the runtime does not carry: elements past the last index that an array can have.
import { stop } from '../../intrinsics/raw.ts'

/**
 * Late refusal. ECMAScript would store them as properties and then throw a RangeError; only an array whose length was
 * set to nearly 2^32 can come here, and carrying the properties would make every pushed array one of any values.
 */
export function refusePastLastIndex(): never {
  // SAFETY: the machine stops.
  stop(78, 'late refusal SK1901: an element is appended past the last index that an array can have')
}
