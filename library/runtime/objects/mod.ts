// Object and Reflect.
export { callObject, Object } from './object.ts'
export { Reflect } from './reflect.ts'
export { objectTag } from './tag.ts'
