// A small website: what a program that is served looks like.
let requests = 0

function page(): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Skerry</title>
<style>
  :root { color-scheme: light dark; --sea: #2f6f8f; --rock: #8a8f94 }
  body { font: 17px/1.6 system-ui, sans-serif; max-width: 34rem; margin: 12vh auto; padding: 0 1.5rem }
  h1 { font-weight: 300; font-size: 3rem; letter-spacing: .04em; margin: 0; color: var(--sea) }
  svg { display: block; width: 100%; margin: 1.5rem 0 }
  dl { display: grid; grid-template-columns: auto 1fr; gap: .2rem 1.5rem }
  dt { color: var(--rock) }
  dd { margin: 0; font-variant-numeric: tabular-nums }
  a { color: var(--sea) }
</style>
</head>
<body>
<h1>Skerry</h1>
<svg viewBox="0 0 340 60" role="img" aria-label="A rock in the sea">
  <path d="M96 44q14-24 34-26t26 10q22-8 38 16z" fill="var(--rock)"/>
  <path d="M0 46q17-8 34 0t34 0 34 0 34 0 34 0 34 0 34 0 34 0 34 0 34 0" fill="none" stroke="var(--sea)"
    stroke-width="3"/>
</svg>
<p>This page comes from a machine that is one TypeScript program. Under it are no Linux, no JavaScript engine and no C
library: network stack, web server and page were compiled together into one sealed image.</p>
<dl>
  <dt>Requests answered</dt><dd>${requests}</dd>
  <dt>Running for</dt><dd>${(performance.now() / 1000).toFixed(3)} s</dd>
</dl>
<p>There are also <a href="/json">/json</a>, <a href="/query?name=skerry">/query?name=…</a> and
<code>POST /echo</code>.</p>
</body>
</html>
`
}

async function echo(request: Request): Promise<Response> {
  return new Response(await request.text())
}

function answer(request: Request, url: URL): Response | Promise<Response> {
  switch (url.pathname) {
    case '/':
      return new Response(page(), { headers: { 'content-type': 'text/html;charset=utf-8' } })
    case '/json':
      return Response.json({
        method: request.method,
        path: url.pathname,
        query: [...url.searchParams],
        headers: [...request.headers],
        requests,
      })
    case '/query':
      return new Response(`hello, ${url.searchParams.get('name') ?? 'stranger'}\n`)
    case '/echo':
      if (request.method === 'POST') return echo(request)
      return new Response('send something\n', { status: 405, headers: { allow: 'POST' } })
    default:
      return new Response(`there is no ${url.pathname} here\n`, { status: 404 })
  }
}

export default {
  fetch(request: Request): Response | Promise<Response> {
    requests++
    return answer(request, new URL(request.url))
  },
}
