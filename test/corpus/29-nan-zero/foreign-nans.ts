// NaNs with bits of their own, made in bytes, in every place that tells undefined and holes from numbers by their bits.
const bytes = new ArrayBuffer(8)
const view = new DataView(bytes)
const doubles = new Float64Array(bytes)
const singles = new Float32Array(bytes)
const HIGH = [0x7ff80000, 0xfff80000, 0x7ffc0000, 0x7ffe0000, 0xfffc0000, 0xfffe0000, 0xffffffff, 0x7ff40000, 0x7ff00000, 0xfff40000, 0x7fffffff]

interface Box { value: number | undefined }

function show(value: number | undefined): string {
  return value === undefined ? 'undefined' : String(value)
}

const holey: (number | undefined)[] = [1, , 2]
const set = new Set<number | undefined>([undefined])
const map = new Map<number | undefined, string>([[undefined, 'u']])
for (const high of HIGH) {
  view.setUint32(4, high, true)
  view.setUint32(0, 1, true)
  const readings = [doubles[0], view.getFloat64(0, true), -doubles[0], Math.abs(doubles[0]), doubles[0] * 1, doubles[0] + 0, doubles[0] - 0, singles[1], view.getFloat32(4, true)]
  for (const reading of readings) {
    const box: Box = { value: reading }
    const maybe: Box = { value: undefined }
    maybe.value = reading
    holey[1] = reading
    set.add(reading)
    map.set(reading, 'n')
    const mixed: (number | string | undefined)[] = [reading, 'x']
    const { value = 7 } = box
    console.log(show(box.value), show(maybe.value), show(holey[1]), 1 in holey, show(mixed[0] as number), show(value),
      box.value ?? 'nullish', typeof maybe.value, holey.includes(NaN), holey.indexOf(undefined), set.size, map.size, map.get(NaN), map.get(undefined))
    delete holey[1]
    console.log(1 in holey, holey.length, Object.is(reading, NaN), [reading].includes(NaN), JSON.stringify([reading, box]))
  }
}
console.log(set.has(NaN), set.has(undefined), [...map])
