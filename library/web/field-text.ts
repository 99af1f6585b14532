// Names and values of header fields as texts (WHATWG Fetch §2.2.2).

const TAB = 9
const LF = 10
const CR = 13
const SPACE = 32

function isTokenCode(code: number): boolean {
  if (code >= 97 && code <= 122) return true
  if (code >= 48 && code <= 57) return true
  if (code >= 65 && code <= 90) return true
  switch (code) {
    case 33: case 35: case 36: case 37: case 38: case 39: case 42: case 43: case 45: case 46: case 94: case 95: case 96:
    case 124: case 126:
      return true
  }
  return false
}

/** RFC 9110 §5.6.2: a token. */
export function isToken(text: string): boolean {
  for (let i = 0; i < text.length; i++) if (!isTokenCode(text.charCodeAt(i))) return false
  return text.length > 0
}

/** Whether a value, once normalised, may be sent: no NUL, CR or LF, which end a field. */
export function isFieldValue(text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code === 0 || code === LF || code === CR || code > 255) return false
  }
  return true
}

/** Without white space at the ends. */
export function normalizeValue(text: string): string {
  let start = 0
  let end = text.length
  while (start < end && isSpace(text.charCodeAt(start))) start++
  while (end > start && isSpace(text.charCodeAt(end - 1))) end--
  return start === 0 && end === text.length ? text : text.slice(start, end)
}

function isSpace(code: number): boolean {
  return code === SPACE || code === TAB || code === LF || code === CR
}

/** RFC 9112 §4: the text of a status line. */
export function isReasonPhrase(text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code !== TAB && (code < SPACE || code === 127 || code > 255)) return false
  }
  return true
}

function lowerCode(code: number): number {
  return code >= 65 && code <= 90 ? code + 32 : code
}

/** Whether two names mean the same field. */
export function isSameName(a: string, b: string): boolean {
  if (a.length !== b.length) return false
  for (let i = 0; i < a.length; i++) {
    const x = a.charCodeAt(i), y = b.charCodeAt(i)
    if (x !== y && lowerCode(x) !== lowerCode(y)) return false
  }
  return true
}
