// URL and URLSearchParams: parts, relative references, setters, hosts in all their forms, errors.
function show(url: URL): void {
  console.log(url.href, '|', url.origin, url.protocol, url.username, url.password, url.host, url.hostname, url.port)
  console.log('  ', url.pathname, url.search, url.hash)
}

for (const text of [
  'http://Example.COM:80/a/./b/../c?x=1&y=%20#top', 'https://user:p%40ss@host:8443/', 'http://0x7f.1/', 'http://[2001:DB8::0:1]:8080/x',
  'HTTP:\\\\host\\path', 'file:///C|/dir/../file', 'data:text/plain,hello world', 'mailto:a@b', 'ftp://host:21/x', '  http://a b',
  'http://256.1.1.1', 'http://[::1', '//nowhere', 'http://a:99999', 'http://a/\t\n b"<>`{}',
]) {
  try {
    show(new URL(text))
  } catch (error) {
    const { name, message, code, input } = error as TypeError & { code: string; input: string }
    console.log(name, code, message, input)
  }
}

for (const reference of ['x', '/x', '//h/x', '?q', '#f', '', '../..', './', '..\\y', 'http:z', 'https://other/']) {
  console.log(reference, '→', new URL(reference, 'http://host/a/b/c?d#e').href)
}

const url = new URL('http://host/')
url.protocol = 'https'
url.port = '8080x'
url.pathname = 'a b/ü'
url.search = 'q=1 2'
url.hash = 'x y'
url.username = 'me:'
url.hostname = '1.2'
console.log(`${url}`, JSON.stringify({ url }))
url.searchParams.append('r', '& =')
url.host = 'example.org:443'
console.log(url.href)
url.search = ''
console.log(url.searchParams.size, url.href, URL.canParse('x'), URL.canParse('x', 'http://y'), URL.parse('x'))

const params = new URLSearchParams('?a=1&b=2&a=3&c=%zz+d&=e&f')
console.log(params.get('a'), params.getAll('a'), params.has('b', '2'), params.has('b', '3'), params.get('none'), params.size)
params.set('a', 'new')
params.delete('b')
params.append('é', '~*-._!')
for (const [name, value] of params) console.log(name, '=', value)
params.sort()
console.log(`${params}`, [...params.keys()], [...params.values()])
params.forEach((value, name) => console.log(name, value))
console.log(new URLSearchParams({ a: '1', b: 'x y' }).toString(), new URLSearchParams([['p', 'q'], ['p', 'r']]).toString())
console.log(params, new URLSearchParams())
console.log(new URL('http://u:p@a.b:81/p/q?x=1&y#h'))
