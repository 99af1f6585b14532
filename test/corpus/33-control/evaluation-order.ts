// Order of evaluation: operands, arguments, keys, assignments, compound assignments, calls, templates.
const log: string[] = []
function v<T>(name: string, value: T): T {
  log.push(name)
  return value
}
function flush(label: string, result?: unknown): void {
  console.log(label, log.join(' '), result)
  log.length = 0
}

class Target {
  n = 1
  list = [1, 2, 3]
  get p(): number {
    log.push('get')
    return this.n
  }
  set p(x: number) {
    log.push('set' + x)
    this.n = x
  }
  call(...args: number[]): number {
    log.push('call')
    return args.length
  }
}
const t = new Target()
flush('binary', v('a', 1) + v('b', 2) * v('c', 3))
flush('compare', v('a', 1) > v('b', 2) || v('c', 3) < v('d', 4))
flush('call', v('t', t).call(v('x', 1), ...v('spread', [2, 3]), v('y', 4)))
flush('member assign', (v('t', t).list[v('i', 1)] = v('value', 9)))
flush('compound', (v('t', t).p += v('value', 5)))
flush('increment', v('t', t).p++)
flush('logical', (v('t', t).p &&= v('value', 7)))
flush('logical skip', (v('t', t).p ||= v('value', 8)))
flush('object', { [v('k1', 'a')]: v('v1', 1), [v('k2', 'b')]: v('v2', 2), ...v('s', { c: 3 }) })
flush('array', [v('a', 1), , v('b', 2), ...v('s', [3])])
flush('template', `${v('a', 1)}-${v('b', 2)}`)
flush('conditional', v('test', false) ? v('yes', 1) : v('no', 2))
flush('comma', (v('a', 1), v('b', 2)))
let x = 1
flush('x', x + (x = 5) + x)
x = 1
x += (x = 10, 2)
flush('x', x)
const arr = [0, 0, 0]
let i = 0
arr[i++] = i++
arr[i] = i = 0
flush('arr', [arr, i])
const o: any = {}
flush('destructuring', ({ a: v('target', o)[v('key', 'p')] = v('default', 1), b: o.q } = v('source', { b: 2 } as any)))
flush('o', o)
function defaults(a = v('da', 1), b = v('db', a + 1), { c = v('dc', 3) } = {}): number {
  return a + b + c
}
flush('defaults', defaults(undefined, 5))
flush('defaults', defaults(v('arg', 2)))
const toNumber = (name: string, n: number) => ({ valueOf: () => v(name, n), toString: () => v(name + 's', 'str') }) as unknown as number
flush('coerce', toNumber('a', 1) + toNumber('b', 2))
flush('coerce', toNumber('a', 3) < toNumber('b', 2))
flush('coerce', `${toNumber('a', 1)}` + toNumber('b', 2))
flush('coerce', toNumber('a', 2) ** toNumber('b', 3) - -toNumber('c', 1))
flush('key', ({ str: 5 } as any)[toNumber('k', 1)])
try {
  (v('null', null) as any)[v('key', 'x')] = v('value', 1)
} catch (e) {
  flush('null', (e as Error).message)
}
try {
  (v('obj', {}) as any).missing(v('argument', 1))
} catch (e) {
  flush('missing', (e as Error).message)
}
flush('in', (v('k', 'n') in v('t', t)))
flush('new', new (v('C', Target))().n)
flush('typeof', typeof v('x', 1))
