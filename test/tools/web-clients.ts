// Runs in a network namespace of its own, with a TAP device `tap0`: boots the web image named by the first argument, has
// the usual clients ask it, and prints one line of JSON with what they got. A client that is not installed gets null.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { text } from 'node:stream/consumers'
import { bootWeb } from './web-guest.ts'

export interface WebClientsResult {
  /** The page with its head, and what came back for a posted text. */
  readonly curl: { readonly page: string; readonly echo: string }
  /** 32 connections for three seconds. */
  readonly wrk: { readonly answers: number; readonly wrong: number; readonly errors: number }
  /** The document as a headless browser holds it; null where there is none. */
  readonly document: string | null
}

const POSTED = 'ö€𝄞 posted'
const BROWSER = 'chromium'

/** What a program prints; null if it is not installed. */
async function output(program: string, ...argv: string[]): Promise<string | null> {
  const child = spawn(program, argv, { stdio: ['ignore', 'pipe', 'pipe'] })
  const printed = Promise.all([text(child.stdout), text(child.stderr)])
  try {
    const [status] = await once(child, 'close') as [number | null]
    const [out, errors] = await printed
    if (status !== 0) throw new Error(`${program} ${argv.join(' ')} ended with ${status}: ${errors}`)
    return out
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
}

async function needed(program: string, ...argv: string[]): Promise<string> {
  const printed = await output(program, ...argv)
  if (printed === null) throw new Error(`${program} is not installed; tools/setup --for-tests does that`)
  return printed
}

const site = await bootWeb(process.argv[2], { tap: 'tap0' })
const url = `http://${site.host}:${site.port}`
const load = await needed('wrk', '-t1', '-c32', '-d3s', '-s', 'test/tools/wrk-check.lua', `${url}/`)
const result: WebClientsResult = {
  curl: {
    page: await needed('curl', '--silent', '--show-error', '--include', `${url}/`),
    echo: await needed('curl', '--silent', '--show-error', '--data-binary', POSTED, `${url}/echo`),
  },
  wrk: JSON.parse(load.trim().split('\n').at(-1)!),
  document: await output(BROWSER, '--headless=new', '--no-sandbox', '--disable-gpu', '--dump-dom', `${url}/`),
}
site.guest.powerOff()
await site.guest.ended
process.stdout.write(`${JSON.stringify(result)}\n`)
