// defineProperty, descriptors, accessors added later, non-enumerable and read-only properties.
class Sensor {
  reading = 5
  label = 'sensor'
}

function attempt(label: string, f: () => unknown): void {
  try {
    console.log(label, f())
  } catch (e) {
    console.log(label, (e as Error).name + ':', (e as Error).message)
  }
}

function watch<T extends object, K extends keyof T>(o: T, key: K, log: string[]): T {
  let value = o[key]
  Object.defineProperty(o, key, {
    get: () => {
      log.push('get ' + String(key))
      return value
    },
    set: (v: T[K]) => {
      log.push('set ' + String(key) + '=' + String(v))
      value = v
    },
    enumerable: true,
    configurable: true,
  })
  return o
}

const log: string[] = []
const sensors = [new Sensor(), watch(new Sensor(), 'reading', log), new Sensor()]
for (const sensor of sensors) sensor.reading += 2
console.log(sensors.map((s) => s.reading), log)
console.log(sensors)
Object.defineProperty(sensors[2], 'label', { enumerable: false })
console.log(Object.keys(sensors[2]), sensors[2].label, sensors[2], JSON.stringify(sensors[2]))
Object.defineProperty(sensors[0], 'label', { writable: false })
attempt('read only', () => (sensors[0].label = 'other'))
attempt('label', () => sensors.map((s) => s.label))
attempt('descriptor', () => Object.getOwnPropertyDescriptor(sensors[0], 'label'))
attempt('descriptor', () => Object.getOwnPropertyDescriptor(sensors[1], 'reading'))
attempt('absent', () => Object.getOwnPropertyDescriptor(sensors[1], 'nothing'))
attempt('descriptors', () => Object.getOwnPropertyDescriptors({ a: 1, get b() { return 2 } }))

const o: Record<string, unknown> = {}
Object.defineProperties(o, {
  hidden: { value: 1 },
  shown: { value: 2, enumerable: true, writable: true },
  both: { get: () => 3, enumerable: true },
})
attempt('o', () => [o, Object.keys(o), Object.getOwnPropertyNames(o), o.hidden, { ...o }])
attempt('hidden write', () => (o.hidden = 5))
attempt('redefine', () => Object.defineProperty(o, 'hidden', { value: 2 }))
attempt('redefine same', () => Object.defineProperty(o, 'hidden', { value: 1 }) === o)
attempt('both write', () => (o.both = 1))
attempt('mixed', () => Object.defineProperty({}, 'x', { get: () => 1, value: 2 }))
attempt('non object', () => Object.defineProperty(1 as unknown as object, 'x', {}))
attempt('bad getter', () => Object.defineProperty({}, 'x', { get: 5 as unknown as () => number }))
const array = [1, 2, 3]
Object.defineProperty(array, 1, { get: () => 'accessor', enumerable: true })
Object.defineProperty(array, 'length', { writable: false })
attempt('array', () => [array, array.join(), array.length])
attempt('push', () => array.push(1))
attempt('for in', () => {
  const keys: string[] = []
  for (const key in sensors[2]) keys.push(key)
  return keys.concat(String('label' in sensors[2]), String(Object.prototype.propertyIsEnumerable.call(sensors[2], 'label')))
})
