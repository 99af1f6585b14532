// The TypeError of JSON.stringify for an object inside itself: V8 draws the circle.
import { arrayAt } from '../intrinsics/mod.ts'
import { constructorName } from '../errors/describe.ts'

/** Lines shown after the first, and before the last, of a long circle. */
const PREFIX_LINES = 2
const POSTFIX_LINES = 1

/** `stack[start]` was met again under `lastKey`; `keys` says under which key each object of the stack was found. */
export function circularStructure(
  stack: object[], keys: (string | number)[], start: number, lastKey: string | number,
): TypeError {
  const depth = stack.length
  let text = 'Converting circular structure to JSON\n    --> starting at object with constructor '
  text += nameOf(arrayAt(stack, start))
  const prefixEnd = start + 1 + PREFIX_LINES < depth ? start + 1 + PREFIX_LINES : depth
  for (let i = start + 1; i < prefixEnd; i++) text += line(arrayAt(keys, i), arrayAt(stack, i))
  let next = prefixEnd
  if (depth > prefixEnd + POSTFIX_LINES) {
    text += '\n    |     ...'
    next = depth - POSTFIX_LINES
  }
  for (let i = next; i < depth; i++) text += line(arrayAt(keys, i), arrayAt(stack, i))
  return new TypeError(`${text}\n    --- ${keyText(lastKey)} closes the circle`)
}

function line(key: string | number, object: object): string {
  return `\n    |     ${keyText(key)} -> object with constructor ${nameOf(object)}`
}

function keyText(key: string | number): string {
  return typeof key === 'number' ? `index ${key}` : `property '${key}'`
}

function nameOf(object: object): string {
  const name = constructorName(object)
  return `'${name === '' ? 'Object' : name}'`
}
