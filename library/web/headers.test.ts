// Headers against the host's own, changed at random; what both throw.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Headers as OurHeaders } from './headers.ts'

let state = 99
function random(below: number): number {
  state ^= state << 13
  state >>>= 0
  state ^= state >>> 17
  state ^= state << 5
  state >>>= 0
  return state % below
}
function pick<T>(list: readonly T[]): T {
  return list[random(list.length)]
}

const NAMES = ['a', 'A', 'b', 'X-Y', 'x-y', 'Set-Cookie', 'set-cookie', 'content-type', 'Zz', 'a b', '', 'é', 'Ā', 'x:', '*~', '1']
const VALUES = ['', '1', ' x ', '\t\r\ny\n', 'a, b', 'é', 'Ā', 'x\0', 'x\ny', 'long '.repeat(20), '"q"']

type AnyHeaders = Headers | OurHeaders

function outcome(act: () => unknown): unknown {
  try {
    return act()
  } catch (error) {
    return (error as Error).name
  }
}

function step(headers: AnyHeaders, kind: number, name: string, value: string): unknown {
  switch (kind) {
    case 0: case 1: return outcome(() => headers.append(name, value))
    case 2: return outcome(() => headers.set(name, value))
    case 3: return outcome(() => headers.delete(name))
    case 4: return outcome(() => headers.get(name))
    case 5: return outcome(() => headers.has(name))
    case 6: return headers.getSetCookie()
    default: return [...headers]
  }
}

test('5,000 histories of changes', () => {
  for (let round = 0; round < 5000; round++) {
    const pairs: [string, string][] = Array.from({ length: random(4) }, () => [pick(NAMES), pick(VALUES)])
    const form = random(3)
    const init = form === 0 ? pairs : form === 1 ? Object.fromEntries(pairs) : new Map(pairs)
    const ours = outcome(() => new OurHeaders(init as Iterable<[string, string]>))
    const theirs = outcome(() => new Headers(init as [string, string][]))
    if (typeof ours === 'string' || typeof theirs === 'string') {
      assert.equal(ours, theirs, JSON.stringify(pairs))
      continue
    }
    for (let i = random(12); i > 0; i--) {
      const kind = random(8), name = pick(NAMES), value = pick(VALUES)
      assert.deepEqual(step(ours as AnyHeaders, kind, name, value), step(theirs as AnyHeaders, kind, name, value), JSON.stringify([kind, name, value]))
    }
    const a = ours as OurHeaders, b = theirs as Headers
    assert.deepEqual([...a], [...b])
    assert.deepEqual([[...a.keys()], [...a.values()]], [[...b.keys()], [...b.values()]])
    const seen: string[] = []
    a.forEach((value, name, all) => seen.push(name, value, `${all === a}`))
    b.forEach((value, name) => assert.deepEqual(seen.splice(0, 3), [name, value, 'true']))
    assert.deepEqual([...new OurHeaders(a)], [...a])
  }
})

test('iteration follows changes', () => {
  for (const Kind of [Headers, OurHeaders]) {
    const headers = new Kind({ b: '1', d: '2' })
    const seen: string[] = []
    for (const [name] of headers) {
      seen.push(name)
      if (seen.length === 1) headers.append('c', '3')
    }
    assert.deepEqual(seen, ['b', 'c', 'd'])
  }
})
