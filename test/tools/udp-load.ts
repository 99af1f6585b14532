// Runs in a network namespace of its own, with a TAP device `tap0`: boots the UDP echo image named by the first argument,
// loads it, and prints one line of JSON with what happened. test/udp-echo.test.ts judges it.
import { spawn } from 'node:child_process'
import { createSocket, type Socket } from 'node:dgram'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { bootGuest } from '../../cli/guest/boot.ts'
import { parseGuestOptions } from '../../cli/guest/options.ts'
import type { Statistics } from '../../library/net/statistics.ts'
import { GUEST_ADDRESS, PREFIX_LENGTH } from './network-namespace.ts'

const DATAGRAMS = 100_000
const OUTSTANDING = 64
const PINGS = 1000
const FLOOD_MS = 2000
const QUIET_MS = 2000
const LARGEST_BYTES = 1472
const AFTER_FLOOD = 'still there?'

export interface LoadResult {
  readonly answered: number
  readonly wrong: number
  readonly unexpected: number
  readonly perSecond: number
  readonly pingReport: string
  readonly beforeFlood: Statistics
  readonly flood: { readonly sent: number; readonly answered: number }
  readonly afterFlood: Statistics
  /** What came back of one more datagram. */
  readonly echoAfterFlood: string
  /** Processor time of QEMU while nothing happened, as a part of the time. */
  readonly idleShare: number
  readonly console: string
}

async function openSocket(): Promise<Socket> {
  const socket = createSocket({ type: 'udp4', recvBufferSize: 1 << 22 })
  socket.bind()
  await once(socket, 'listening')
  return socket
}

/** A datagram that starts with its number; sizes and bytes differ. */
function message(number: number): Buffer {
  const bytes = Buffer.alloc(4 + (Math.imul(number, 2654435761) >>> 8) % (LARGEST_BYTES - 3), number & 0xff)
  bytes.writeUInt32BE(number)
  return bytes
}

/** Keeps 64 datagrams on their way until all have come back, each of them once and unchanged. */
async function echoes(): Promise<{ answered: number; wrong: number; unexpected: number; perSecond: number }> {
  const socket = await openSocket()
  const outstanding = new Set<number>()
  let next = 0
  let answered = 0
  let wrong = 0
  let unexpected = 0
  const started = performance.now()
  await new Promise<void>((done) => {
    // The link loses nothing: what does not come back within three seconds never will.
    let idle = setTimeout(done, 3000)
    const send = (): void => {
      outstanding.add(next)
      socket.send(message(next++), 7, GUEST_ADDRESS)
    }
    socket.on('message', (bytes) => {
      const number = bytes.length >= 4 ? bytes.readUInt32BE() : -1
      if (!outstanding.delete(number)) unexpected++
      else if (!bytes.equals(message(number))) wrong++
      else answered++
      idle.refresh()
      if (next < DATAGRAMS) send()
      else if (outstanding.size === 0) done()
    })
    for (let i = 0; i < OUTSTANDING; i++) send()
  })
  const perSecond = Math.round(answered / (performance.now() - started) * 1000)
  // A doubled answer may still be on its way.
  await new Promise((done) => setTimeout(done, 200))
  socket.close()
  return { answered, wrong, unexpected, perSecond }
}

/** The answer to one datagram; throws without one in five seconds. */
async function answerOf(port: number, text: string): Promise<Buffer> {
  const socket = await openSocket()
  socket.send(text, port, GUEST_ADDRESS)
  const [bytes] = await once(socket, 'message', { signal: AbortSignal.timeout(5000) }) as [Buffer]
  socket.close()
  return bytes
}

async function counters(): Promise<Statistics> {
  return JSON.parse((await answerOf(8, '?')).toString())
}

/** As fast as the system takes them. */
async function flood(): Promise<{ sent: number; answered: number }> {
  const socket = await openSocket()
  let sent = 0
  let answered = 0
  socket.on('message', () => answered++)
  socket.connect(7, GUEST_ADDRESS)
  await once(socket, 'connect')
  const end = performance.now() + FLOOD_MS
  const bytes = Buffer.alloc(200, 1)
  while (performance.now() < end) {
    await Promise.all(Array.from({ length: 64 }, () => new Promise<void>((done) => {
      socket.send(bytes, (error) => {
        if (error === null) sent++
        done()
      })
    })))
  }
  await new Promise((done) => setTimeout(done, 500))
  socket.close()
  return { sent, answered }
}

function ping(): Promise<string> {
  return new Promise((done) => {
    const child = spawn('ping', ['-q', '-i', '0.002', '-c', String(PINGS), '-W', '3', '-p', 'a55a0ff0', '-s', '500', GUEST_ADDRESS])
    let text = ''
    child.stdout.on('data', (chunk: Buffer) => { text += chunk.toString() })
    child.on('close', () => done(text))
    child.on('error', (error) => done(String(error)))
  })
}

/** Processor time of a process so far, in milliseconds (proc_pid_stat(5): fields 14 and 15, in hundredths). */
function processorMs(processId: number): number {
  const fields = readFileSync(`/proc/${processId}/stat`, 'latin1').split(') ')[1].split(' ')
  return (Number(fields[11]) + Number(fields[12])) * 10
}

async function load(image: string): Promise<LoadResult> {
  let text = ''
  let isUp = (): void => {}
  const up = new Promise<void>((done) => { isUp = done })
  const guest = bootGuest({
    image, programArguments: [], accelerator: 'tcg',
    options: parseGuestOptions({ memory: '8M', publish: [], tap: 'tap0', address: `${GUEST_ADDRESS}/${PREFIX_LENGTH}` }),
    onConsole: (bytes) => {
      text += bytes.toString()
      if (text.includes('\n')) isUp()
    },
  })
  await Promise.race([up, guest.ended])
  const [answers, pingReport] = await Promise.all([echoes(), ping()])
  const beforeFlood = await counters()
  const flooded = await flood()
  const afterFlood = await counters()
  const echoAfterFlood = (await answerOf(7, AFTER_FLOOD)).toString()
  const before = processorMs(guest.processId!)
  await new Promise((done) => setTimeout(done, QUIET_MS))
  const idleShare = (processorMs(guest.processId!) - before) / QUIET_MS
  guest.powerOff()
  await guest.ended
  return { ...answers, pingReport, beforeFlood, flood: flooded, afterFlood, echoAfterFlood, idleShare, console: text }
}

process.stdout.write(`${JSON.stringify(await load(process.argv[2]))}\n`)
