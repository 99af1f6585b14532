// `skerry run` of a guest: the console streams through, signals power it off, the status is the program's.
import { constants } from 'node:os'
import { CliError, EXIT_NO_RECORD } from '../status.ts'
import type { GuestEnd } from './boot.ts'
import { bootGuest } from './boot.ts'
import type { GuestOptions } from './options.ts'
import { acceleratorsToTry } from './qemu.ts'

const passedOn = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

/** Boots an image and stays until it ends. The result is the program's status, or EXIT_NO_RECORD. Throws CliError. */
export async function runGuest(image: string, options: GuestOptions, programArguments: readonly string[]): Promise<number> {
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
      const guest = bootGuest({ image, options, programArguments, accelerator, onConsole: (bytes) => process.stdout.write(bytes) })
      powerOff = () => guest.powerOff()
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
