// Web IDL's conversions of arguments, and the errors of Node's fetch about them.

/** A method got fewer arguments than it needs. */
export function requireArguments(what: string, given: number, needed: number): void {
  if (given >= needed) return
  const wanted = needed === 1 ? '1 argument' : `${needed} arguments`
  throw new TypeError(`${what}: ${wanted} required, but${given > 0 ? ' only' : ''} ${given} found.`)
}

/** ByteString: a text whose code units are bytes. */
export function byteString(value: unknown): string {
  const text = `${value}`
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code > 255) {
      throw new TypeError(`Cannot convert argument to a ByteString because the character at index ${i} ` +
        `has a value of ${code} which is greater than 255.`)
    }
  }
  return text
}

/** A dictionary: undefined and null are an empty one. */
export function requireDictionary(value: unknown): void {
  if (value === undefined || value === null || typeof value === 'object' || typeof value === 'function') return
  throw new TypeError(`undefined: Expected ${String(value)} to be one of: Null, Undefined, Object.`)
}
