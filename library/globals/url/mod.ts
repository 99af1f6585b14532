// URL and URLSearchParams (WHATWG URL).
export { URLSearchParams, type SearchParamsInit } from './search-params.ts'
export { URL } from './url.ts'
