// finally that overrides return, throw, break and continue.
/* eslint-disable no-unsafe-finally */
const log: string[] = []

function overrideReturn(): number {
  try {
    return 1
  } finally {
    return 2
  }
}

function swallowThrow(): string {
  try {
    throw new Error('lost')
  } finally {
    return 'swallowed'
  }
}

function replaceThrow(): void {
  try {
    throw new Error('first')
  } finally {
    throw new Error('second')
  }
}

function keepsValue(): number {
  let x = 1
  try {
    return x
  } finally {
    x = 99
    log.push('x is ' + x)
  }
}

function loops(): number[] {
  const out: number[] = []
  for (let i = 0; i < 5; i++) {
    try {
      if (i === 1) continue
      if (i === 3) break
      out.push(i)
    } finally {
      out.push(i * 10)
    }
  }
  outer: for (let i = 0; ; i++) {
    while (true) {
      try {
        if (i > 2) return out
        continue outer
      } finally {
        out.push(-i)
        if (i === 2) break outer
      }
    }
  }
  return out
}

class Resource {
  static open = 0
  constructor(readonly name: string) {
    Resource.open++
    log.push('open ' + name)
  }

  close(): void {
    Resource.open--
    log.push('close ' + this.name)
  }

  static use<T>(name: string, f: (r: Resource) => T): T {
    const r = new Resource(name)
    try {
      return f(r)
    } catch (e) {
      log.push('failed ' + (e as Error).message)
      throw e
    } finally {
      r.close()
    }
  }
}

function nested(): string {
  let path = ''
  try {
    try {
      path += 'a'
      throw new Error('x')
    } catch (e) {
      path += 'b'
      throw new Error((e as Error).message + 'y')
    } finally {
      path += 'c'
    }
  } catch (e) {
    path += (e as Error).message
  } finally {
    path += 'd'
  }
  return path
}

console.log(overrideReturn(), swallowThrow(), keepsValue())
try {
  replaceThrow()
} catch (e) {
  console.log((e as Error).message)
}
console.log(loops())
console.log(nested())
console.log(Resource.use('one', (r) => r.name.length))
for (const name of ['two', 'three']) {
  try {
    Resource.use(name, (r) => Resource.use(r.name + '.inner', () => {
      if (name === 'three') throw new Error('inner')
      return 1
    }))
  } catch (e) {
    console.log('caught', (e as Error).message)
  }
}
console.log(Resource.open, log)
