// Runs in a network namespace of its own, with the TAP devices of test/tcp-linux.test.ts: boots the image named by the first
// argument, exchanges streams with it over Linux's TCP and a bad link, and prints one line of JSON with what happened.
import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { connect, createServer, type Server, type Socket } from 'node:net'
import { bootGuest, type Guest } from '../../cli/guest/boot.ts'
import { parseGuestOptions } from '../../cli/guest/options.ts'
import type { Statistics } from '../../library/net/statistics.ts'
import type { LinkConditions, LinkCounts } from '../../library/sim/link.ts'
import {
  CHUNK_BYTES, CONNECTION_NAMES, CONTROL_PORT, GUEST_PORT, PAUSE_AT_BYTES, PEER_PORT, STREAM_BYTES, StreamBytes,
  type ConnectionName, type EndReport,
} from '../guests/tcp-peer/protocol.ts'
import { type End, ImpairingRelay, type Way } from './impairing-relay.ts'
import { GUEST_ADDRESS, HOST_ADDRESS, PREFIX_LENGTH } from './network-namespace.ts'
import { hasFin, hasSegment, type Sent, TcpWatch, WatchedConnection } from './tcp-watch.ts'

const CONDITIONS: Partial<LinkConditions> = {
  latencyNs: 1e6, jitterNs: 0.2e6, lossProbability: 0.05, duplicateProbability: 0.02, reorderProbability: 0.02,
  reorderDelayNs: 5e6,
}
/**
 * A reader that stopped reads on after so many segments have told that its window is closed: the second answers what asked
 * whether it had opened.
 */
const CLOSED_WINDOWS = 2
/** Of /proc/net/tcp (Linux, include/net/tcp_states.h). */
const LINUX_TIME_WAIT = '06'
const LINUX_LISTEN = '0A'

/** What arrived of one end of a connection. */
export interface SentReport {
  readonly segments: number
  readonly dataBytes: number
  readonly closedWindows: number
  readonly resets: number
  /** Its first FIN was lost. */
  readonly hasLostFin: boolean
}

export interface ConnectionReport {
  readonly guest: EndReport
  readonly peer: EndReport
  readonly byGuest: SentReport
  readonly byPeer: SentReport
}

export interface TcpLoadResult {
  readonly connections: Readonly<Record<ConnectionName, ConnectionReport>>
  readonly statistics: Statistics
  /** What the relay did to the segments of the guest, and to Linux's. */
  readonly fromGuest: LinkCounts
  readonly fromPeer: LinkCounts
  /** From the guest's first line on: until all bytes had come, and from then until both ends of both were closed. */
  readonly transferSeconds: number
  readonly closeSeconds: number
  /** States of Linux's sockets that are neither listening nor in TIME-WAIT. */
  readonly linuxStates: readonly string[]
  /** The guest's. */
  readonly status: number | null
}

const watched: Record<ConnectionName, WatchedConnection> = { accepted: new WatchedConnection(), opened: new WatchedConnection() }
const watch = new TcpWatch((guestPort) => watched[guestPort === GUEST_PORT ? 'accepted' : 'opened'])

/** Segments go over the bad link, but for the first FIN of each end; ARP and commands go around it. */
function wayOf(frame: Uint8Array, from: End): Way {
  if (!hasSegment(frame)) return 'around'
  const sent = watch.connectionOf(frame, from)[from]
  if (sent.hasLostFin || !hasFin(frame)) return 'link'
  sent.hasLostFin = true
  return 'lost'
}

async function send(name: ConnectionName, socket: Socket): Promise<void> {
  const stream = new StreamBytes(name, 'guest')
  for (let sentBytes = 0; sentBytes < STREAM_BYTES; sentBytes += CHUNK_BYTES) {
    if (!socket.write(stream.take(CHUNK_BYTES))) await once(socket, 'drain')
  }
  socket.end()
}

async function receive(name: ConnectionName, socket: Socket): Promise<EndReport> {
  const expected = new StreamBytes(name, 'peer')
  const sent = watched[name].right
  let receivedBytes = 0
  let wrongBytes = 0
  let hasPaused = false
  // Node's own way to iterate would end our side with the peer's.
  for await (const bytes of socket.iterator({ destroyOnReturn: false })) {
    receivedBytes += bytes.length
    wrongBytes += expected.compare(bytes)
    if (hasPaused || receivedBytes < PAUSE_AT_BYTES) continue
    hasPaused = true
    await watch.until(() => sent.closedWindows >= CLOSED_WINDOWS)
  }
  return { name, receivedBytes, wrongBytes, end: 'end' }
}

async function exchange(name: ConnectionName, socket: Socket): Promise<EndReport> {
  const [report] = await Promise.all([receive(name, socket), send(name, socket)])
  return report
}

/** Sends the guest a command, and waits until it sends it back. */
async function command(text: string): Promise<void> {
  const socket = createSocket('udp4')
  socket.send(text, CONTROL_PORT, GUEST_ADDRESS)
  await once(socket, 'message')
  socket.close()
}

/** Lets the guest read on once its window has closed. */
async function resumeGuest(name: ConnectionName): Promise<void> {
  await watch.until(() => watched[name].left.closedWindows >= CLOSED_WINDOWS)
  await command(`resume ${name}`)
}

function openLinuxSockets(): string[] {
  const [, ...sockets] = readFileSync('/proc/net/tcp', 'latin1').trim().split('\n')
  const states = sockets.map((line) => line.trim().split(/\s+/)[3])
  return states.filter((state) => state !== LINUX_TIME_WAIT && state !== LINUX_LISTEN)
}

/** The guest, whose console is taken line by line. */
class PeerGuest {
  readonly guest: Guest
  #text = ''
  #onLine = (): void => {}

  constructor(image: string) {
    this.guest = bootGuest({
      image, programArguments: [HOST_ADDRESS], accelerator: 'tcg',
      options: parseGuestOptions({ memory: '16M', publish: [], tap: 'guest', address: `${GUEST_ADDRESS}/${PREFIX_LENGTH}` }),
      onConsole: (bytes) => {
        this.#text += bytes.toString()
        this.#onLine()
      },
    })
  }

  /** The first lines of its console, once there are so many; throws if it ends before. */
  async lines(count: number): Promise<string[]> {
    let isOver = false
    void this.guest.ended.then(() => {
      isOver = true
      this.#onLine()
    })
    for (;;) {
      const lines = this.#text.split('\n')
      if (lines.length > count) return lines.slice(0, count)
      if (isOver) throw new Error(`the guest ended early: ${this.#text}${(await this.guest.ended).qemuErrors}`)
      await new Promise<void>((resolve) => { this.#onLine = resolve })
    }
  }
}

/** Both exchanges, from the opening of the connections on until both ends have read all of both streams. */
async function exchangeAll(server: Server): Promise<EndReport[]> {
  const accepted = connect({ host: GUEST_ADDRESS, port: GUEST_PORT, allowHalfOpen: true })
  const opened = once(server, 'connection').then(([socket]: Socket[]) => exchange('opened', socket))
  const [reports] = await Promise.all([
    Promise.all([exchange('accepted', accepted), opened]),
    ...CONNECTION_NAMES.map(resumeGuest),
  ])
  return reports
}

function sentReport({ segments, dataBytes, closedWindows, resets, hasLostFin }: Sent): SentReport {
  return { segments, dataBytes, closedWindows, resets, hasLostFin }
}

async function load(image: string, seed: number): Promise<TcpLoadResult> {
  const relay = await ImpairingRelay.open({
    left: 'guest-side', right: 'linux', seed, conditions: CONDITIONS, wayOf, onArrival: (frame, from) => watch.note(frame, from),
  })
  const server = createServer({ allowHalfOpen: true }).listen(PEER_PORT, HOST_ADDRESS)
  await once(server, 'listening')
  const peer = new PeerGuest(image)
  await peer.lines(1)
  const startedMs = performance.now()
  const fromLinux = exchangeAll(server)
  const [[, ...guestLines], linuxReports] = await Promise.all([peer.lines(3), fromLinux])
  const transferredMs = performance.now()
  await watch.until(() => CONNECTION_NAMES.every((name) => watched[name].isClosed))
  const closedMs = performance.now()
  // Comes and goes behind the last segments: both ends have seen those.
  await command('report')
  const linuxStates = openLinuxSockets()
  const statistics: Statistics = JSON.parse((await peer.lines(4))[3])
  const last = createSocket('udp4')
  last.send('finish', CONTROL_PORT, GUEST_ADDRESS, () => last.close())
  const { status } = await peer.guest.ended
  server.close()
  await relay.close()
  const guestReports = guestLines.map((line): EndReport => JSON.parse(line))
  const reportOf = (name: ConnectionName): ConnectionReport => ({
    guest: guestReports.find((report) => report.name === name)!,
    peer: linuxReports.find((report) => report.name === name)!,
    byGuest: sentReport(watched[name].left),
    byPeer: sentReport(watched[name].right),
  })
  return {
    connections: { accepted: reportOf('accepted'), opened: reportOf('opened') },
    statistics, fromGuest: relay.counts('left'), fromPeer: relay.counts('right'),
    transferSeconds: (transferredMs - startedMs) / 1000, closeSeconds: (closedMs - transferredMs) / 1000,
    linuxStates, status,
  }
}

process.stdout.write(`${JSON.stringify(await load(process.argv[2], Number(process.argv[3])))}\n`)
