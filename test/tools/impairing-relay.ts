// A cable between two TAP devices on which frames are lost, doubled and overtaken: the simulated link of library/sim, on the
// machine's clock. Node cannot open a TAP device; a QEMU without a machine does it, and passes frames on in datagrams.
import { spawn, type ChildProcess } from 'node:child_process'
import { createSocket, type Socket } from 'node:dgram'
import { once } from 'node:events'
import { findQemu } from '../../cli/guest/qemu.ts'
import type { Clock } from '../../library/contracts/clock.ts'
import { SimulatedLink, type LinkConditions, type LinkCounts } from '../../library/sim/link.ts'
import { SimulatedRng } from '../../library/sim/rng.ts'

const LOOPBACK = '127.0.0.1'
const FIRST_PORT = 6000
const ENDS = ['left', 'right'] as const
export type End = (typeof ENDS)[number]

/** Over the bad link, around it, or nowhere. */
export type Way = 'link' | 'around' | 'lost'

/** UDP ports of loopback, which belongs to the test alone: where the relay and where QEMU receive an end's frames. */
const ports: Record<End, { readonly relay: number; readonly qemu: number }> = {
  left: { relay: FIRST_PORT, qemu: FIRST_PORT + 1 }, right: { relay: FIRST_PORT + 2, qemu: FIRST_PORT + 3 },
}

/** Whole windows of both connections may come before Node looks. */
const RECEIVE_BUFFER_BYTES = 1 << 22
/** More than both windows hold: at the relay itself nothing is lost. */
const QUEUE_FRAMES = 4096

const clock: Clock = {
  monotonicNowNs: () => performance.now() * 1e6,
  wallNowMs: () => Date.now(),
}

function otherEnd(end: End): End {
  return end === 'left' ? 'right' : 'left'
}

export interface RelayOptions {
  /** Names of the TAP devices at its ends. */
  readonly left: string
  readonly right: string
  readonly seed: number
  readonly conditions: Partial<LinkConditions>
  /** Where a frame that came in at an end goes. */
  readonly wayOf: (frame: Uint8Array, from: End) => Way
  /** Told of each frame from an end that arrives over the link, before it is passed on. */
  readonly onArrival: (frame: Uint8Array, from: End) => void
}

export class ImpairingRelay {
  readonly #options: RelayOptions
  readonly #link: SimulatedLink
  readonly #sockets: Record<End, Socket>
  readonly #qemu: ChildProcess
  #timer: NodeJS.Timeout | null = null

  private constructor(options: RelayOptions) {
    this.#options = options
    const conditions = { ...options.conditions, transmitQueueFrames: QUEUE_FRAMES, receiveQueueFrames: QUEUE_FRAMES }
    this.#link = new SimulatedLink(clock, new SimulatedRng(options.seed), { conditions })
    this.#sockets = { left: this.#openSocket('left'), right: this.#openSocket('right') }
    const netdevs = ENDS.flatMap((end, hub) => [
      '-netdev', `tap,id=tap${hub},ifname=${options[end]},script=no,downscript=no,vnet_hdr=off`,
      '-netdev', `socket,id=relay${hub},udp=${LOOPBACK}:${ports[end].relay},localaddr=${LOOPBACK}:${ports[end].qemu}`,
      '-netdev', `hubport,id=a${hub},hubid=${hub},netdev=tap${hub}`,
      '-netdev', `hubport,id=b${hub},hubid=${hub},netdev=relay${hub}`,
    ])
    this.#qemu = spawn(findQemu(), ['-M', 'none', '-nodefaults', '-display', 'none', '-qmp', 'stdio', ...netdevs], {
      stdio: ['pipe', 'pipe', 'inherit'],
    })
  }

  /** Opens both ends; when it resolves, frames are passed on. */
  static async open(options: RelayOptions): Promise<ImpairingRelay> {
    const relay = new ImpairingRelay(options)
    await Promise.all(ENDS.map((end) => once(relay.#sockets[end], 'listening')))
    // QEMU greets (QMP) once its devices are there.
    await once(relay.#qemu.stdout!, 'data')
    return relay
  }

  #openSocket(end: End): Socket {
    const socket = createSocket({ type: 'udp4', recvBufferSize: RECEIVE_BUFFER_BYTES })
    socket.on('message', (frame) => {
      const way = this.#options.wayOf(frame, end)
      if (way === 'around') this.#passOn(frame, otherEnd(end))
      if (way !== 'link') return
      this.#link[end].transmit(frame)
      this.#deliver()
    })
    return socket.bind(ports[end].relay, LOOPBACK)
  }

  /** Passes on what has arrived, and comes again when the next will have. */
  #deliver(): void {
    for (const end of ENDS) {
      this.#link[end].poll((frame) => {
        this.#options.onArrival(frame, otherEnd(end))
        this.#passOn(frame.slice(), end)
      }, QUEUE_FRAMES)
    }
    if (this.#timer !== null) clearTimeout(this.#timer)
    const nextNs = this.#link.nextArrivalNs()
    this.#timer = nextNs === Infinity
      ? null
      : setTimeout(() => this.#deliver(), Math.ceil((nextNs - clock.monotonicNowNs()) / 1e6))
  }

  #passOn(frame: Uint8Array, to: End): void {
    this.#sockets[to].send(frame, ports[to].qemu, LOOPBACK)
  }

  /** What happened to the frames that came in at an end. */
  counts(from: End): LinkCounts {
    return this.#link.counts(from)
  }

  async close(): Promise<void> {
    if (this.#timer !== null) clearTimeout(this.#timer)
    for (const end of ENDS) this.#sockets[end].close()
    this.#qemu.kill()
    await once(this.#qemu, 'close')
  }
}
