// A guest as a child of `skerry run`: the console streams through, the status comes from the monitor's record.
import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { CliError, EXIT_NO_RECORD } from '../status.ts'
import type { GuestOptions } from './options.ts'
import type { Accelerator } from './qemu.ts'
import { acceleratorsToTry, bootLine, findQemu, qemuArguments } from './qemu.ts'
import { RecordReader } from './record.ts'

const passedOn = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

interface GuestEnd {
  /** Nothing came from the guest, and QEMU ended with an error: it never ran. */
  readonly neverRan: boolean
  readonly status: number
  readonly stderr: string
}

/** Boots an image and stays until it ends. The result is the program's status, or EXIT_NO_RECORD. Throws CliError. */
export async function runGuest(image: string, options: GuestOptions, programArguments: readonly string[]): Promise<number> {
  const qemu = findQemu()
  const accelerators = acceleratorsToTry()
  let end: GuestEnd | null = null
  for (const accelerator of accelerators) {
    end = await boot(qemu, image, options, programArguments, accelerator)
    // What KVM cannot do here shows only by trying; what is wrong with a port or a device shows with the next one too.
    if (!end.neverRan) return end.status
  }
  throw new CliError(`QEMU ended before the guest ran:\n${end?.stderr.trim() ?? ''}`)
}

function boot(
  qemu: string, image: string, options: GuestOptions, programArguments: readonly string[], accelerator: Accelerator,
): Promise<GuestEnd> {
  const token = randomBytes(8).toString('hex')
  const line = bootLine(token, options, programArguments)
  return new Promise((settle, fail) => {
    const child = spawn(qemu, qemuArguments(image, line, options, accelerator), { stdio: ['ignore', 'pipe', 'pipe'] })
    const reader = new RecordReader(token)
    let hasOutput = false
    let stderr = ''
    let interruptedBy: NodeJS.Signals | null = null
    const powerOff = (signal: NodeJS.Signals): void => {
      interruptedBy = signal
      child.kill('SIGTERM')
    }
    for (const signal of passedOn) process.on(signal, powerOff)
    const release = (): void => passedOn.forEach((signal) => process.removeListener(signal, powerOff))
    child.stdout.on('data', (chunk: Buffer) => {
      hasOutput = true
      process.stdout.write(reader.push(chunk))
    })
    child.stderr.setEncoding('utf8').on('data', (text: string) => { stderr += text })
    child.once('error', (error) => {
      release()
      fail(new CliError(`cannot start ${qemu}: ${error.message}`))
    })
    child.once('close', (status) => {
      release()
      process.stdout.write(reader.end())
      if (interruptedBy !== null) settle({ neverRan: false, status: interruptedBy === 'SIGINT' ? 130 : 143, stderr })
      else if (reader.status !== null) settle({ neverRan: false, status: reader.status, stderr })
      else {
        const neverRan = !hasOutput && status !== 0
        if (!neverRan) process.stderr.write(`skerry: the guest ended without a record of its status\n${stderr}`)
        settle({ neverRan, status: EXIT_NO_RECORD, stderr })
      }
    })
  })
}
