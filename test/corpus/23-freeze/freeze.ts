// Object.freeze, seal, preventExtensions; writes that must throw; frozen through a narrower alias.
class Account {
  balance = 10
  history: number[] = []

  deposit(n: number): void {
    this.balance += n
    this.history.push(n)
  }
}

function attempt(label: string, f: () => unknown): void {
  try {
    console.log(label, f())
  } catch (e) {
    console.log(label, (e as Error).name + ':', (e as Error).message)
  }
}

const account = new Account()
account.deposit(5)
const accounts = [account, new Account()]
for (const a of accounts) attempt('freeze', () => Object.freeze(a) === a)
attempt('deposit', () => account.deposit(1))
attempt('state', () => [account.balance, account.history])
attempt('history', () => account.history.push(2))
attempt('isFrozen', () => [Object.isFrozen(account), Object.isFrozen(account.history), Object.isSealed(account)])
attempt('add', () => ((account as any).extra = 1))
attempt('delete', () => delete (account as any).balance)

const sealed = Object.seal({ a: 1, b: 2 } as Record<string, number>)
attempt('sealed write', () => (sealed.a = 5))
attempt('sealed add', () => (sealed.c = 5))
attempt('sealed delete', () => delete sealed.a)
attempt('sealed', () => sealed)
const closed = Object.preventExtensions({ a: 1 } as Record<string, number>)
attempt('closed delete', () => delete closed.a)
attempt('closed re-add', () => (closed.a = 1))
attempt('closed', () => [closed, Object.isExtensible(closed), Object.isFrozen(closed)])

const list = Object.freeze([3, 1, 2]) as number[]
attempt('list push', () => list.push(4))
attempt('list write', () => (list[0] = 9))
attempt('list sort', () => list.sort())
attempt('list pop', () => list.pop())
attempt('list length', () => (list.length = 0))
attempt('list past end', () => (list[10] = 1))
attempt('list', () => [list, list.map((x) => x + 1), list.slice().sort(), Object.isFrozen(list.slice())])
attempt('toSorted', () => list.toSorted())

function deepFreeze<T>(x: T): T {
  if (typeof x === 'object' && x !== null && !Object.isFrozen(x)) {
    Object.freeze(x)
    for (const value of Object.values(x)) deepFreeze(value)
  }
  return x
}
const config = deepFreeze({ server: { port: 80, hosts: ['a'] }, n: 1 })
attempt('deep', () => (config.server.port = 1))
attempt('deep array', () => config.server.hosts.push('b'))
attempt('copy', () => ({ ...config.server, port: 2 }))
attempt('primitives', () => [Object.freeze(1), Object.isFrozen('x'), Object.isExtensible(1 as any)])
