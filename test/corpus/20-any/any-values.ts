// any travels everywhere: arithmetic, calls, index, comparison, and enters typed places.
function add(a: any, b: any): any {
  return a + b
}

class Box {
  content: any

  constructor(content: any) {
    this.content = content
  }

  typed(): string {
    return typeof this.content
  }
}

const values: any[] = [1, 'two', true, null, undefined, { x: 1 }, [1, 2], () => 'called', 3.5, NaN]
for (const v of values) {
  console.log(typeof v, typeof v === 'function' ? '' : add(v, 1) + add('s', v), v == null, !v, !!v)
}
const boxes = values.map((v) => new Box(v))
console.log(boxes.map((b) => b.typed()).join())
console.log(boxes[5].content.x, boxes[6].content.length, boxes[7].content(), boxes[1].content.toUpperCase())

function dynamic(o: any, key: any): any {
  return o[key]
}
console.log(dynamic('hello', 1), dynamic('hello', 'length'), dynamic([7, 8], '1'), dynamic({ a: 2 }, 'a'))
console.log(dynamic({ '1': 'one' }, 1), dynamic([5], 0.5), dynamic(7, 'toFixed').call(7, 2))
for (const bad of [null, undefined]) {
  try {
    dynamic(bad, 'prop')
  } catch (e: any) {
    console.log(e.message)
  }
}
const bag: any = {}
bag.list = []
bag.list.push(bag.list.length, 'x')
bag['computed ' + 1] = bag.list
bag.method = function (n: any) {
  return this.list.length * n
}
console.log(bag.method(3), bag)
for (const [a, b] of [[1, '1'], [0, ''], [null, undefined], [null, 0], ['a', 'a'], [true, 1], [[1], 1], [{}, '[object Object]']] as any[]) {
  console.log(a == b, a === b, a < b, a >= b, a + b)
}
const n: number = values[1]
console.log(n, n + 1, n * 2)
const text: string = values[0]
console.log(text, text + 1, typeof text)
try {
  values[5]()
} catch (e: any) {
  console.log(e.message)
}
try {
  new values[0]()
} catch (e: any) {
  console.log(e.message)
}
console.log(values.map(Number), values[6] * 2, -values[2], +values[3])
