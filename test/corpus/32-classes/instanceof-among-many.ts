// instanceof on a value that can be very many kinds of objects, functions and primitives.
type Value = number | string | symbol | boolean | null | Value[] | Lambda | Box | ((...args: Value[]) => Value)

class Lambda {
  constructor(readonly params: symbol[], readonly body: Value) {}
}

class Box {
  constructor(readonly held: Value) {}
}

class SmallBox extends Box {}

const builtins: Record<string, (...args: Value[]) => Value> = {
  first: (list) => (list as Value[])[0],
  rest: (list) => (list as Value[]).slice(1),
  list: (...values) => values,
  pair: (a, b) => [a, b],
  join: (a, b) => [...(a as Value[]), b],
  box: (held) => new Box(held),
  small: (held) => new SmallBox(held),
  add: (a, b) => (a as number) + (b as number),
  isNull: (value) => value === null,
  not: (value) => value === false,
  same: (a, b) => a === b,
  lambda: (param, body) => new Lambda([param as symbol], body),
  size: (list) => (list as Value[]).length,
  text: (value) => show(value),
  identity: (value) => value,
  apply: (f, x) => (f as (x: Value) => Value)(x),
  constant: (value) => () => value,
  twice: (f) => (x) => (f as (x: Value) => Value)((f as (x: Value) => Value)(x)),
}

function show(value: Value): string {
  return Array.isArray(value) ? `(${value.map(show).join(' ')})`
    : typeof value === 'symbol' ? value.description!
    : value instanceof Lambda ? `<lambda/${value.params.length}>`
    : value instanceof SmallBox ? `<small ${show(value.held)}>`
    : value instanceof Box ? `<box ${show(value.held)}>`
    : typeof value === 'function' ? '<builtin>'
    : String(value)
}

const x = Symbol('x')
const results: Value[] = [
  builtins.lambda(x, 1), builtins.small('s'), builtins.box(null), builtins.list(1, 'a', x), builtins.pair(1, builtins.box(2)),
  builtins.join([1], 2), builtins.rest([1, 2, 3]), builtins.first(['f']), builtins.add(1, 2), builtins.isNull(null), builtins.not(true),
  builtins.same(x, x), builtins.size([]), builtins.text('t'), builtins.identity(builtins.first), builtins.constant(7),
  builtins.apply(builtins.constant, 'c'), builtins.twice(builtins.box), builtins.apply(builtins.twice(builtins.small), 'deep'),
]
for (const result of [...results, ...Object.values(builtins)]) {
  console.log(show(result), result instanceof Lambda, result instanceof Box, result instanceof SmallBox, (result as unknown) instanceof Object)
}
