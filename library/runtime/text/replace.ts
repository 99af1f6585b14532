// replace, replaceAll and split by strings (ECMA-262 §22.1.3.19–23), and the patterns of replacement texts.
import {
  arrayPush, callWith, isCallable, stringCodeAt, stringFromCode, stringIndexOf, stringSlice,
} from '../intrinsics/mod.ts'

const DOLLAR = 36

/** GetSubstitution (§22.1.3.19.1) of a string match, which has no captures: $$, $&, $` and $' are replaced. */
function substitute(template: string, text: string, position: number, matchedLength: number): string {
  let result = ''
  let from = 0
  for (;;) {
    const at = stringIndexOf(template, '$', from)
    if (at < 0 || at + 1 >= template.length) return result + stringSlice(template, from, template.length)
    result += stringSlice(template, from, at)
    switch (stringCodeAt(template, at + 1)) {
      case DOLLAR:
        result += '$'
        break
      case 38: // &
        result += stringSlice(text, position, position + matchedLength)
        break
      case 96: // `
        result += stringSlice(text, 0, position)
        break
      case 39: // '
        result += stringSlice(text, position + matchedLength, text.length)
        break
      default:
        result += '$'
        from = at + 1
        continue
    }
    from = at + 2
  }
}

type Replacer = (matched: string, position: number, text: string) => unknown

/** Replaces `search` in `text` once, or wherever it stands. `replacement` is a function, or is made a string. */
export function replaceText(text: string, search: string, replacement: unknown, isAll: boolean): string {
  const replacer = isCallable(replacement) ? replacement as Replacer : undefined
  const template = replacer === undefined ? `${replacement}` : ''
  const isPlain = replacer === undefined && stringIndexOf(template, '$', 0) < 0
  let position = stringIndexOf(text, search, 0)
  if (position < 0) return text
  const advance = search.length === 0 ? 1 : search.length
  let result = ''
  let end = 0
  while (position >= 0) {
    const before = stringSlice(text, end, position)
    if (isPlain) result = result + before + template
    else if (replacer === undefined) result = result + before + substitute(template, text, position, search.length)
    else result = result + before + `${callWith(replacer, undefined, search, position, text)}`
    end = position + search.length
    if (!isAll || position + advance > text.length) break
    position = stringIndexOf(text, search, position + advance)
  }
  return result + stringSlice(text, end, text.length)
}

/** At most `limit` (above 0) parts of `text` between the places where `separator` stands. */
export function splitText(text: string, separator: string, limit: number): string[] {
  const parts: string[] = []
  const length = text.length
  if (separator.length === 0) {
    const count = length < limit ? length : limit
    for (let i = 0; i < count; i++) arrayPush(parts, stringFromCode(stringCodeAt(text, i)))
    return parts
  }
  let start = 0
  for (;;) {
    const at = stringIndexOf(text, separator, start)
    if (at < 0) break
    arrayPush(parts, stringSlice(text, start, at))
    if (parts.length === limit) return parts
    start = at + separator.length
  }
  arrayPush(parts, stringSlice(text, start, length))
  return parts
}
