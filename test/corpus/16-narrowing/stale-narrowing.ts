// Narrowing that a call has made stale: the value is what it is, not what the checker thinks.
class Session {
  user: string | null = 'ann'
  attempts: number | string = 1

  logout(): void {
    this.user = null
    this.attempts = 'many'
  }

  check(): string {
    if (this.user !== null && typeof this.attempts === 'number') {
      const before = this.user.length + this.attempts
      this.logout()
      const after = this.attempts + 1
      let message: string
      try {
        message = 'length ' + this.user.length
      } catch (e) {
        message = (e as Error).message
      }
      return before + ' / ' + after + ' / ' + message
    }
    return 'nobody'
  }
}

const session = new Session()
console.log(session.check())
console.log(session.check())

let shared: number | undefined = 5
function clear(): void {
  shared = undefined
}

function use(): number {
  if (shared !== undefined) {
    clear()
    return shared + 1
  }
  return -1
}
console.log(use(), use())

const queue: { value: string | number }[] = [{ value: 1 }, { value: 'two' }, { value: 3 }]
function mutateAll(): void {
  for (const q of queue) q.value = typeof q.value === 'number' ? String(q.value) : q.value.length
}
for (const q of queue) {
  if (typeof q.value === 'number') {
    const n = q.value
    mutateAll()
    console.log(n + 1, q.value + 1, typeof q.value)
  } else {
    console.log('string', q.value.length, q.value)
  }
}

function parameter(x: string | number, f: () => void): string {
  const set = (): void => {
    x = x + '!'
  }
  if (typeof x === 'number') {
    set()
    f()
    return typeof x + ':' + (x + 1)
  }
  return x
}
console.log(parameter(1, () => {}), parameter('s', () => {}))
