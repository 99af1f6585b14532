// application/x-www-form-urlencoded (WHATWG URL §5.1, §5.2): names and values in turn.
import { stringIndexOf, stringSlice } from '../../runtime/intrinsics/mod.ts'
import { FORM, percentDecode, percentEncode } from './percent.ts'

export function parseForm(text: string): string[] {
  const list: string[] = []
  let start = 0
  while (start < text.length) {
    let end = stringIndexOf(text, '&', start)
    if (end < 0) end = text.length
    if (end > start) {
      const pair = stringSlice(text, start, end)
      const equals = stringIndexOf(pair, '=', 0)
      const nameEnd = equals < 0 ? pair.length : equals
      list.push(percentDecode(stringSlice(pair, 0, nameEnd), true))
      list.push(equals < 0 ? '' : percentDecode(stringSlice(pair, equals + 1, pair.length), true))
    }
    start = end + 1
  }
  return list
}

export function serializeForm(list: readonly string[]): string {
  let text = ''
  for (let i = 0; i < list.length; i += 2) {
    if (i > 0) text += '&'
    text += encoded(list[i]) + '=' + encoded(list[i + 1])
  }
  return text
}

function encoded(text: string): string {
  let result = ''
  let kept = 0
  for (;;) {
    const space = stringIndexOf(text, ' ', kept)
    if (space < 0) break
    result += percentEncode(stringSlice(text, kept, space), FORM) + '+'
    kept = space + 1
  }
  return result + percentEncode(stringSlice(text, kept, text.length), FORM)
}
