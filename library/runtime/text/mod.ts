// Text: class String and what its methods are made of.
export { toLowerCase, toUpperCase } from './case.ts'
export { String, stringCall } from './string.ts'
