// `skerry run` of a guest: the console streams through, signals power it off, the status is the program's.
import { constants } from 'node:os'
import { CliError, EXIT_NO_RECORD } from '../status.ts'
import { formatSize } from '../progress.ts'
import type { Guest, GuestEnd } from './boot.ts'
import { bootGuest } from './boot.ts'
import { firstAnswerMs } from './first-answer.ts'
import type { GuestOptions, PublishedPort } from './options.ts'
import { checkPorts } from './ports.ts'
import type { Accelerator } from './qemu.ts'
import { acceleratorsToTry } from './qemu.ts'

const passedOn = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

export interface BuiltImage {
  readonly image: string
  readonly sizeBytes: number
  /** The program answers HTTP on port 80. */
  readonly isServed: boolean
}

/** What a served program is published as if nothing else is asked for. */
const DEFAULT_PUBLISHED: PublishedPort = { protocol: 'tcp', host: 8080, guest: 80 }

/** Boots an image and stays until it ends. The result is the program's status, or EXIT_NO_RECORD. Throws CliError. */
export async function runGuest(built: BuiltImage, given: GuestOptions, programArguments: readonly string[]): Promise<number> {
  const isUnpublished = built.isServed && given.tap === null && given.published.length === 0
  const options = isUnpublished ? { ...given, published: [DEFAULT_PUBLISHED] } : given
  if (isUnpublished) await checkPorts(options.published)
  let stoppedBy: NodeJS.Signals | null = null
  let powerOff = (): void => {}
  const stop = (signal: NodeJS.Signals): void => {
    stoppedBy = signal
    powerOff()
  }
  for (const signal of passedOn) process.on(signal, stop)
  try {
    let end: GuestEnd | null = null
    // What KVM cannot do on this machine shows only by trying; what is wrong with a port shows with the next one too.
    for (const accelerator of acceleratorsToTry()) {
      const guest = bootGuest({
        image: built.image, options, programArguments, accelerator, onConsole: (bytes) => process.stdout.write(bytes),
      })
      powerOff = () => guest.powerOff()
      if (built.isServed) void announce(built, options, accelerator, guest)
      end = await guest.ended
      if (stoppedBy !== null) return 128 + constants.signals[stoppedBy as NodeJS.Signals]
      if (end.hasRun || end.qemuStatus === 0) break
    }
    if (end === null || (!end.hasRun && end.status === null)) {
      throw new CliError(`QEMU ended before the guest ran:\n${end?.qemuErrors.trim() ?? ''}`)
    }
    if (end.status === null) process.stderr.write(`skerry: the guest ended without a record of its status\n${end.qemuErrors}`)
    return end.status ?? EXIT_NO_RECORD
  } finally {
    for (const signal of passedOn) process.removeListener(signal, stop)
  }
}

/** Says where a served program answers, once it does. */
async function announce(built: BuiltImage, options: GuestOptions, accelerator: Accelerator, guest: Guest): Promise<void> {
  const started = performance.now()
  let isOver = false
  void guest.ended.finally(() => { isOver = true }).catch(() => {})
  const web = options.published.find((port) => port.protocol === 'tcp')
  if (options.tap === null && web === undefined) return
  const host = options.tap === null ? '127.0.0.1' : options.address.slice(0, options.address.indexOf('/'))
  const port = options.tap === null ? web!.host : 80
  const ms = await firstAnswerMs(host, port, started, () => isOver)
  if (ms === null) return
  const how = accelerator === 'kvm' ? 'under KVM' : 'emulated'
  process.stderr.write(
    `http://${host}${port === 80 ? '' : `:${port}`}/  image ${formatSize(built.sizeBytes)}, memory ${options.memoryMiB} MiB, ` +
    `first answer ${ms.toFixed(0)} ms after QEMU's start (${options.machine}, ${how}); Ctrl-C powers it off\n`)
}
