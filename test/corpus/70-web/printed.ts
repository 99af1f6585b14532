// Responses and requests as console.log shows them: fresh, read, copied, without content, inside others.
const fresh = new Response('x')
console.log(fresh)
await fresh.text()
console.log(fresh)
console.log(new Response(new Uint8Array(2)), new Response(null, { status: 204, statusText: 'n' }), Response.json({ a: 1 }))
console.log(Response.redirect('http://a/'), Response.error())
const one = new Response('x')
const other = one.clone()
console.log(one, other)
await one.text()
console.log(one, other)
console.log({ r: new Response() }, [[[new Response()]]], new Response(new URLSearchParams('a=1')))
const request = new Request('http://a/b', { method: 'POST', body: 'x', headers: { x: 'y' } })
console.log(request)
await request.text()
console.log([request], new Request('http://a/b').clone())

class Custom {
  [Symbol.for('nodejs.util.inspect.custom')](depth: number, options: { depth: number }): string {
    return `<${depth} ${options.depth}>`
  }
}
console.log([[[new Custom()]]], new Custom(), { a: [new Custom()] })
console.log([[[new URL('http://a/')]]], [[[new Headers({ a: 'b' })]]], [[[new URLSearchParams('a=b')]]])
console.log([[new URL('http://a/')]], [[new Headers({ a: 'b' })]], [[new URLSearchParams('a=b')]])
