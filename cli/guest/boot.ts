// A guest as a child process: console out as it comes, and how it ended.
import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { CliError } from '../status.ts'
import type { GuestOptions } from './options.ts'
import type { Accelerator } from './qemu.ts'
import { bootLine, findQemu, qemuArguments } from './qemu.ts'
import { RecordReader } from './record.ts'

export interface GuestRequest {
  readonly image: string
  readonly options: GuestOptions
  readonly programArguments: readonly string[]
  readonly accelerator: Accelerator
  /** Bytes of the console, without the monitor's record. */
  readonly onConsole: (bytes: Buffer) => void
}

export interface GuestEnd {
  /** The program's status by the monitor's record; null without one. */
  readonly status: number | null
  /** Something came out of the console. */
  readonly hasRun: boolean
  readonly qemuStatus: number | null
  readonly qemuErrors: string
}

export interface Guest {
  readonly processId: number | undefined
  readonly ended: Promise<GuestEnd>
  powerOff(): void
}

/** Boots an image. Throws CliError where there is no QEMU; `ended` rejects with one if it cannot be started. */
export function bootGuest({ image, options, programArguments, accelerator, onConsole }: GuestRequest): Guest {
  const qemu = findQemu()
  const token = randomBytes(8).toString('hex')
  const line = bootLine(token, options, programArguments)
  const child = spawn(qemu, qemuArguments(image, line, options, accelerator), { stdio: ['ignore', 'pipe', 'pipe'] })
  const reader = new RecordReader(token)
  let hasRun = false
  let qemuErrors = ''
  child.stdout.on('data', (chunk: Buffer) => {
    hasRun = true
    onConsole(reader.push(chunk))
  })
  child.stderr.setEncoding('utf8').on('data', (text: string) => { qemuErrors += text })
  const ended = new Promise<GuestEnd>((settle, fail) => {
    child.once('error', (error) => fail(new CliError(`cannot start ${qemu}: ${error.message}`)))
    child.once('close', (qemuStatus) => {
      onConsole(reader.end())
      settle({ status: reader.status, hasRun, qemuStatus, qemuErrors })
    })
  })
  return { processId: child.pid, ended, powerOff: () => void child.kill('SIGTERM') }
}
