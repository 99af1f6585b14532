// JSON (ECMA-262 §25.5).
import { isCallable } from '../intrinsics/mod.ts'
import { parseJson, revive } from './parse.ts'
import { stringifyJson } from './stringify.ts'

export const JSON = {
  parse(text: unknown, reviver?: unknown): unknown {
    const value = parseJson(`${text as string}`)
    return isCallable(reviver) ? revive({ '': value }, '', reviver) : value
  },
  stringify(value: unknown, replacer?: unknown, space?: unknown): string | undefined {
    return stringifyJson(value, replacer, space)
  },
  get [Symbol.toStringTag](): string {
    return 'JSON'
  },
}
