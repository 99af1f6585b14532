// URL and URLSearchParams against the host's own: texts put together at random from what the parser treats specially.
// `node --import ./tools/emit/register.mjs library/globals/url/url.fuzz.ts`, run by the oracle; SEED and ROUNDS are
// of the environment. url.test.ts runs it.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { URL as OurUrl, URLSearchParams as OurParams } from './mod.ts'

const SEED = Number(process.env.SEED ?? 7)
const ROUNDS = Number(process.env.ROUNDS ?? 20000)
let state = SEED
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

const SCHEMES = ['http:', 'HTTPS:', 'ws:', 'ftp:', 'file:', 'foo:', 'data:', 'javascript:', 'blob:http://h/', '', 'a+b-c.1:', '1:', ':', 'wss:']
const SLASHES = ['', '/', '//', '///', '\\', '\\\\', '/\\', '//', '//', '//', '//']
const USERS = ['', '', '', '', 'u@', 'u:p@', ':@', '@', 'a@b@', 'ü:[@', '%41:%zz@']
const HOSTS = [
  'h', 'Example.COM', '127.0.0.1', '0x7f.1', '1.2.3', '256', '4294967295', '4294967296', '1.2.3.256', '01.02.03.04', '09', '1..2', '1.2.3.4.',
  'a.0x', 'a.1', '0x', '[::1]', '[1:2:3:4:5:6:7:8]', '[::1.2.3.4]', '[1::2::3]', '[::FFFF:0:0]', '[1:0:0:2:0:0:0:3]', '[::1', '::1]', 'a b',
  'a%41', 'a%2fb', '%', 'a<b', 'a^b', '', 'localhost', 'LOCALHOST', 'C:', 'c|', 'xn--bcher-kva.example', 'a_b', 'a|b', '[v1.x]', '[:]',
]
const PORTS = ['', '', '', ':', ':80', ':443', ':0', ':65535', ':65536', ':8x', ':00021', ':-1', ': 1']
const SEGMENTS = [
  '/', '/a', '/..', '/.', '/%2e', '/%2E.', '/b c', '/ü', '/"<>`{}', '/C:', '/c|', '\\x', '/a;b=c', '/%zz', '//', 'x', '/\ud800', '/[|]', '/é',
]
const QUERIES = ['', '', '', '?', '?a=b', '?ü', '?\'"<>#', '? x', '?%', '??', '?{}|\\^`', '?a=\ud800b']
const HASHES = ['', '', '', '#', '#a', '#ü "<>`{}', '##', '#\0', '#?']
const EDGES = ['', '', '', '', ' ', '\n', '\0', '\t']

function part<T>(list: readonly T[], some: number): string {
  let text = ''
  for (let i = random(some + 1); i > 0; i--) text += pick(list)
  return text
}

function urlText(): string {
  let text = pick(EDGES) + pick(SCHEMES) + pick(SLASHES) + pick(USERS) + pick(HOSTS) + pick(PORTS) + part(SEGMENTS, 4) + pick(QUERIES) + pick(HASHES) + pick(EDGES)
  if (random(6) === 0) {
    const at = random(text.length + 1)
    text = text.slice(0, at) + pick(['\t', '\n', ' ', '\0', '/', ':', '@', '?', '#', '\\', '%', '[', ']', '.', '\x7f']) + text.slice(at)
  }
  return text
}

const PARTS = ['href', 'origin', 'protocol', 'username', 'password', 'host', 'hostname', 'port', 'pathname', 'search', 'hash'] as const
type AnyUrl = Record<(typeof PARTS)[number], string>

/** All parts, or what it throws; null where it says that it cannot. */
function outcome(make: () => AnyUrl): string[] | null {
  try {
    const url = make()
    return PARTS.map((name) => url[name])
  } catch (error) {
    const { message, code, input, base } = error as Error & { code: string; input: string; base?: string }
    if (message.includes('internationalised')) return null
    return [code, message, input, `${base}`]
  }
}

/** An xn-- label is taken as it stands; the host checks it. */
function differs(text: string): boolean {
  return /xn--/i.test(text)
}

test(`${ROUNDS} URLs, half of them relative`, () => {
  let failures = 0, notOffered = 0
  for (let round = 0; round < ROUNDS; round++) {
    const text = urlText()
    const base = random(2) === 0 ? undefined : random(2) === 0 ? 'http://base/a/b?c#d' : pick(SCHEMES) + pick(SLASHES) + pick(HOSTS) + part(SEGMENTS, 2)
    if (differs(text)) continue
    const ours = outcome(() => new OurUrl(text, base))
    if (ours === null) {
      notOffered++
      continue
    }
    const theirs = outcome(() => new URL(text, base))!
    assert.deepEqual(ours, theirs, `SEED=${SEED} ${JSON.stringify([text, base])}`)
    assert.equal(OurUrl.canParse(text, base), URL.canParse(text, base))
    if (ours.length === 4) failures++
  }
  assert.ok(failures < ROUNDS * 0.8 && failures > ROUNDS * 0.1, `${failures} failures of ${ROUNDS}`)
  assert.ok(notOffered < ROUNDS * 0.2)
})

test('setters, on URLs of every kind', () => {
  const SETTERS = PARTS.filter((name) => name !== 'origin')
  for (let round = 0; round < ROUNDS; round++) {
    const text = pick(['http://u:p@h:81/a/b?c#d', 'https://h', 'file:///C:/x', 'file://h/x', 'foo://h/x', 'foo:/x', 'foo:x', 'ws://h:81', 'data:a b ', 'foo:///x'])
    const ours = new OurUrl(text) as AnyUrl, theirs = new URL(text) as AnyUrl
    const did: string[] = [text]
    for (let i = 1 + random(3); i > 0; i--) {
      const name = pick(SETTERS)
      const value = name === 'protocol' ? pick(SCHEMES) : name === 'host' ? pick(HOSTS) + pick(PORTS) + part(SEGMENTS, 1)
        : name === 'hostname' ? pick(HOSTS) : name === 'port' ? pick(PORTS).slice(random(2)) : name === 'pathname' ? part(SEGMENTS, 4)
        : name === 'search' ? pick(QUERIES) : name === 'hash' ? pick(HASHES) : name === 'href' ? urlText() : pick(USERS)
      if (differs(value)) break
      // A file's URL gets this host by the setter of `protocol` only; there the host's parser forgets it later, the
      // standard does not.
      if (theirs.protocol === 'file:' && theirs.host === 'localhost') break
      did.push(`${name}=${value}`)
      const seen = outcome(() => {
        ours[name] = value
        return ours
      })
      if (seen === null) break
      assert.deepEqual(seen, outcome(() => {
        theirs[name] = value
        return theirs
      }), `SEED=${SEED} ${JSON.stringify(did)}`)
    }
  }
})

const WORDS = ['a', 'b', 'c', '', 'ü', ' ', '+', '%', '%20', '%zz', '&', '=', '\ud800', '😀', '*-._~!\'()', '/?#', '%E4%', 'x y']

/**
 * Node decodes a name or value with a malformed escape byte by byte, and loses what is not ASCII in it; the standard
 * does not.
 */
function isLostByHost(text: string): boolean {
  return /[^\x00-\x7f]/.test(text) && /%(?![0-7][0-9A-Fa-f])/.test(text)
}

test('URLSearchParams: made of texts, changed, and read', () => {
  for (let round = 0; round < ROUNDS / 4; round++) {
    const text = pick(['', '?', '??']) + part([...WORDS, '&', '=', 'a=', '&b='], 8)
    if (isLostByHost(text)) continue
    const ours = new OurParams(text), theirs = new URLSearchParams(text)
    for (let i = random(6); i > 0; i--) {
      const name = pick(WORDS), value = pick(WORDS)
      switch (random(6)) {
        case 0: ours.append(name, value), theirs.append(name, value); break
        case 1: ours.set(name, value), theirs.set(name, value); break
        case 2: ours.delete(name), theirs.delete(name); break
        case 3: ours.delete(name, value), theirs.delete(name, value); break
        case 4: ours.sort(), theirs.sort(); break
        default:
          assert.equal(ours.get(name), theirs.get(name))
          assert.deepEqual(ours.getAll(name), theirs.getAll(name))
          assert.equal(ours.has(name), theirs.has(name))
          assert.equal(ours.has(name, value), theirs.has(name, value))
      }
      assert.equal(`${ours}`, `${theirs}`, JSON.stringify(text))
      assert.equal(ours.size, theirs.size)
    }
    assert.deepEqual([...ours], [...theirs])
    assert.deepEqual([...ours.keys()], [...theirs.keys()])
    assert.deepEqual([...ours.values()], [...theirs.values()])
    assert.deepEqual([...new OurParams([...ours])], [...theirs])
  }
})

test('a URL and its searchParams follow each other; iteration follows changes', () => {
  for (const Url of [OurUrl, URL]) {
    const url = new Url('http://h/?a=1&b=%zz')
    const params = url.searchParams
    assert.equal(params, url.searchParams)
    params.append('c', 'x y')
    assert.equal(url.href, 'http://h/?a=1&b=%25zz&c=x+y')
    url.search = '?z'
    assert.deepEqual([...params], [['z', '']])
    params.delete('z')
    assert.equal(url.href, 'http://h/')
    url.href = 'http://h/?q=1&q=2&q=3'
    const seen: string[] = []
    for (const [name, value] of params) {
      seen.push(value)
      if (value === '1') params.delete(name, '2')
    }
    assert.deepEqual(seen, ['1', '3'])
  }
})

test('a host that needs IDNA is not offered, and says so', () => {
  for (const make of [() => new OurUrl('http://bücher.example/'), () => OurUrl.canParse('http://%C3%BC/'), () => OurUrl.parse('http://ü')]) {
    assert.throws(make, /TypeError: The host '.*' is not ASCII: internationalised domain names are not offered/)
  }
})
