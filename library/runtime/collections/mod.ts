// Map and Set, and what the formatter reads of them.
export { grouped } from './group.ts'
export { isMap, Map, MapIterator, mapIteratorPreview, mapPairs } from './map.ts'
export { isSet, Set, SetIterator, setIteratorPreview, setValues } from './set.ts'
