// Elements of arrays defined by name, as text: each array gets its own program's only definition of that sort.
const list: any[] = [1, 2, 3]
Object.defineProperty(list, '1', { value: 'text', writable: true, enumerable: true, configurable: true })
console.log(list, list[1], list.map((x) => typeof x))
list.push(4)
for (let i = 0; i < list.length; i++) console.log(typeof list[i], list[i])
const sparse: number[] = []
sparse[2] = 5
Reflect.defineProperty(sparse, '0', { value: 'zero', writable: true, enumerable: true, configurable: true })
for (const i of [1]) sparse[i] = 7
sparse.push(9)
console.log(sparse, typeof sparse[0], sparse.length, Object.keys(sparse))
const numbers: number[] = [1, 2, 3]
Object.defineProperty(numbers, '2', { get() { return 'got' }, enumerable: true })
console.log(numbers, numbers[2], typeof numbers[2], numbers.reduce((a, b) => a + b))
console.log(Object.getOwnPropertyDescriptor(numbers, '2')!.get!.call(null), Object.getOwnPropertyDescriptor(list, '1'))
