// Optional against absent: a key that is undefined is not a key that is missing.
interface Options {
  width?: number
  height?: number
  title?: string
}

const defaults: Required<Options> = { width: 80, height: 24, title: 'untitled' }

function withDefaults(options: Options): Required<Options> {
  return { ...defaults, ...options } as Required<Options>
}

function count(options: Options): number {
  return Object.keys(options).length
}

class Window implements Options {
  width?: number
  height?: number
  title?: string = 'window'
  declare hidden?: boolean

  constructor(options: Options = {}) {
    if ('width' in options) this.width = options.width
    if (options.height !== undefined) this.height = options.height
    Object.assign(this, options)
  }

  has(key: keyof Options): boolean {
    return Object.hasOwn(this, key)
  }
}

const list: Options[] = [{}, { width: undefined }, { width: 5 }, { title: 'x', height: undefined }, { height: 1, width: 2 }]
for (const options of list) {
  console.log(options, count(options), 'width' in options, options.width === undefined)
  console.log(withDefaults(options))
  console.log(new Window(options), new Window(options).has('height'))
  console.log(JSON.stringify(options), options.title?.length, options.width ?? 'none')
}
const a: Options = { width: 1 }
const b: Options = { ...a, width: undefined }
const { width = 99, ...others } = b
console.log(width, others, b)
const conditional = { ...(a.width ? { yes: 1 } : {}), ...(a.height ? { no: 1 } : undefined), ...(a.title as unknown as object | null) }
console.log(conditional)

function param(x?: number, y: number | undefined = 7, ...rest: (number | undefined)[]): string {
  return [x, y, rest.length].join()
}
console.log(param(), param(undefined), param(1, undefined, undefined), param(1, 2, 3))
const map = new Map<string, number | undefined>([['a', undefined]])
console.log(map.get('a') === map.get('b'), map.has('a'), map.has('b'))
const array: (number | undefined)[] = [undefined]
console.log(0 in array, 1 in array, array[0] === array[1])
const void0 = void 0
console.log(void0, typeof void0, void0 === undefined)
