// JSON.
export { JSON } from './json.ts'
export { parseJson } from './parse.ts'
export { quoteJson } from './quote.ts'
