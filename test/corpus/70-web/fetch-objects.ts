// Headers, Request and Response without a network.
const headers = new Headers({ 'Content-Type': 'text/plain', 'X-One': ' 1 ' })
headers.append('x-one', '2')
headers.append('Set-Cookie', 'a=1')
headers.append('set-cookie', 'b=2')
console.log([...headers], headers.get('X-ONE'), headers.has('x-two'), headers.getSetCookie())
headers.set('X-One', '3')
headers.delete('content-type')
headers.forEach((value, name) => console.log(name, value))
console.log(headers, [...headers.keys()], [...headers.values()], new Headers([['b', '2'], ['a', '1']]))

function attempt(what: string, act: () => unknown): void {
  try {
    console.log(what, act())
  } catch (error) {
    console.log(what, (error as Error).name, (error as Error).message)
  }
}
attempt('name', () => new Headers({ 'a b': '1' }))
attempt('value', () => headers.append('a', 'x\ny'))
attempt('byte', () => headers.append('a', 'Ā'))
attempt('status', () => new Response('x', { status: 99 }))
attempt('no content', () => new Response('x', { status: 204 }))
attempt('redirect', () => Response.redirect('http://a/', 200))
attempt('relative', () => new Request('/x'))
attempt('method', () => new Request('http://a/', { method: 'a b' }))
attempt('trace', () => new Request('http://a/', { method: 'trace' }))
attempt('get', () => new Request('http://a/', { body: 'x' }))
attempt('json', () => Response.json(undefined))
attempt('immutable', () => Response.redirect('http://a/').headers.set('a', 'b'))

async function tell(what: string, response: Response): Promise<void> {
  const copy = response.clone()
  console.log(what, response.status, response.statusText, response.ok, [...response.headers], response.bodyUsed)
  console.log(await response.text(), response.bodyUsed, (await copy.bytes()).length)
}
await tell('text', new Response('héllo', { status: 201, statusText: 'Made', headers: { 'x-y': 'z' } }))
await tell('json', Response.json({ a: [1, 2], b: null }))
await tell('bytes', new Response(new Uint8Array([104, 105])))
await tell('form', new Response(new URLSearchParams({ q: 'a b' })))
await tell('none', new Response(null, { status: 204 }))
await tell('redirect', Response.redirect('http://a/b c', 303))

const request = new Request('http://Host/a?b#c', { method: 'post', body: '{"n": 1}', headers: { accept: '*/*' } })
console.log(request.method, request.url, [...request.headers])
const copy = request.clone()
console.log(await request.json(), await copy.text(), request.bodyUsed)
await request.text().catch((error: Error) => console.log(error.name, error.message))
await new Response('{oops').json().catch((error: Error) => console.log(error.name, error.message))
