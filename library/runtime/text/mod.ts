// Text: class String and what its methods are made of; URI escapes.
export { toLowerCase, toUpperCase } from './case.ts'
export { String, stringCall } from './string.ts'
export { decodeURI, decodeURIComponent, encodeURI, encodeURIComponent } from './uri.ts'
