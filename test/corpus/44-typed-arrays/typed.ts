// Typed arrays: views on one buffer, conversions on write, methods, subarray against slice, DataView.
const buffer = new ArrayBuffer(16)
const bytes = new Uint8Array(buffer)
const words = new Uint32Array(buffer, 4, 2)
const view = new DataView(buffer)
words[0] = 0xdeadbeef
view.setFloat64(8, Math.PI)
view.setInt16(0, -2, true)
view.setUint16(2, 0x1234)
console.log(bytes, words, view.getUint32(4), view.getUint32(4, true), view.getFloat32(8), view.getInt8(0), view.getInt16(0, true), view.getFloat64(8))
console.log(buffer, view.byteLength, words.byteOffset, words.length, words.byteLength, Uint32Array.BYTES_PER_ELEMENT)

class Packet {
  private readonly view: DataView
  constructor(private readonly data: Uint8Array) {
    this.view = new DataView(data.buffer, data.byteOffset, data.byteLength)
  }
  get length(): number {
    return this.view.getUint16(0)
  }
  set length(n: number) {
    this.view.setUint16(0, n)
  }
  payload(): Uint8Array {
    return this.data.subarray(2, 2 + this.length)
  }
}
const packet = new Packet(bytes.subarray(4, 12))
packet.length = 3
console.log(packet.payload(), packet.length, bytes)
packet.payload().fill(7)
console.log(bytes, packet.payload().buffer === buffer)

const all = [
  new Int8Array([1, 127, 128, -129, 255.9]), new Uint8Array([-1, 256, 1.9, NaN, 1e10]), new Uint8ClampedArray([-1, 256, 1.5, 0.5, NaN]),
  new Int16Array([32768, -32769, 1]), new Uint16Array([65536, -1, 7]), new Int32Array([2 ** 31, -(2 ** 31) - 1, 3]),
  new Uint32Array([-1, 2 ** 32, 5]), new Float32Array([0.1, 1e40, NaN, -0]), new Float64Array([0.1, 1e400, -0]),
]
for (const a of all) {
  console.log(a, a.length, (a as Float64Array).reduce((s, x) => s + x, 0), a.indexOf(1), [...a].length)
  console.log(Array.from(a as Iterable<number>, (x) => x * 2), a.join('|'), a.slice(1), a.subarray(-2), Object.keys(a).length)
}
const f = Float64Array.from([3, 1, 2])
console.log(f.map((x) => x / 2), f.filter((x) => x > 1), f.sort(), f.reverse(), f.find((x) => x === 2), f.at(-1), f.includes(3), f.every((x) => x > 0))
f.set([9, 8], 1)
console.log(f, f.fill(4, 0, 1), f.copyWithin(0, 1), f.entries().next().value, f.toReversed(), f.with(0, 5), Float64Array.of(1, 2))
console.log(new Uint8Array(3), new Uint8Array([1, 2]).toString(), new Uint8Array(new Set([4, 5])), new Uint8Array(f), new Uint16Array({ length: 2, 0: 1, 1: 2 } as any))
const slice = buffer.slice(4, 8)
new Uint8Array(slice)[0] = 99
console.log(slice, bytes[4], ArrayBuffer.isView(bytes), ArrayBuffer.isView(slice), bytes instanceof Uint8Array, Object.prototype.toString.call(bytes))
for (const bad of [
  () => new Uint8Array(-1), () => new Uint32Array(buffer, 1), () => new Uint32Array(buffer, 8, 9), () => view.getUint32(14), () => view.setInt8(-1, 0),
  () => bytes.set([1, 2], 15), () => new ArrayBuffer(-1), () => bytes.with(99, 1), () => (Uint8Array as any)(2), () => view.getInt8(1.5) + 0,
]) {
  try {
    console.log(bad())
  } catch (e) {
    console.log((e as Error).name, (e as Error).message)
  }
}
;(bytes as any).extra = 1
;(bytes as any)['1.5'] = 2
;(bytes as any)[-1] = 3
bytes[100] = 4
console.log(Object.keys(bytes).length, (bytes as any)['1.5'], bytes[100], 100 in bytes, 5 in bytes, delete (bytes as any)[100])
console.log(new Uint8Array(200), new Float32Array([1.1, 2.2]), [new Int8Array(2)], { data: new Uint8Array([1]) })
