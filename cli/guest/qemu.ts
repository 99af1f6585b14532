// QEMU's command line for a guest.
import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'
import { CliError } from '../status.ts'
import type { GuestOptions } from './options.ts'

export type Accelerator = 'kvm' | 'tcg'

const QEMU = 'qemu-system-x86_64'
/** Where isa-debug-exit listens, which ends QEMU at once. */
const DEBUG_EXIT_PORT = 0xf4

/** Throws CliError with the command that installs it. */
export function findQemu(path: string = process.env.PATH ?? ''): string {
  for (const folder of path.split(delimiter)) {
    try {
      accessSync(join(folder, QEMU), constants.X_OK)
      return join(folder, QEMU)
    } catch {
      // the next one
    }
  }
  throw new CliError(`${QEMU} not found; install with:\n  sudo apt-get install -y qemu-system-x86`)
}

/** KVM first where there is a device for it. */
export function acceleratorsToTry(): Accelerator[] {
  try {
    accessSync('/dev/kvm', constants.R_OK | constants.W_OK)
    return ['kvm', 'tcg']
  } catch {
    return ['tcg']
  }
}

/** Boot arguments: the token that marks the monitor's record comes first, as machine/monitor/entry.S wants it. */
export function bootLine(token: string, options: GuestOptions, programArguments: readonly string[]): string {
  const settings = [`debug-exit=${DEBUG_EXIT_PORT}`, `address=${options.address}`]
  if (options.gateway !== null) settings.push(`gateway=${options.gateway}`)
  settings.push(...options.settings)
  for (const argument of programArguments) {
    if (/[\s\0]/.test(argument) || argument === '') {
      throw new CliError(`a guest's boot line parts arguments at spaces; it cannot carry ${JSON.stringify(argument)}`)
    }
  }
  return [`token=${token}`, ...settings, '--', ...programArguments].join(' ')
}

export function qemuArguments(image: string, line: string, options: GuestOptions, accelerator: Accelerator): string[] {
  const isPci = options.machine === 'q35'
  return [
    '-M', options.machine, '-accel', accelerator, '-cpu', 'max', '-m', `${options.memoryMiB}M`, '-nodefaults', '-no-user-config',
    '-display', 'none', '-no-reboot', '-serial', 'stdio',
    ...(isPci ? [] : ['-global', 'virtio-mmio.force-legacy=false']),
    '-device', `isa-debug-exit,iobase=${DEBUG_EXIT_PORT},iosize=4`, '-netdev', netdev(options),
    '-device', isPci ? 'virtio-net-pci,netdev=net,romfile=' : 'virtio-net-device,netdev=net', '-kernel', image, '-append', line,
  ]
}

function netdev(options: GuestOptions): string {
  if (options.tap !== null) return `tap,id=net,ifname=${options.tap},script=no,downscript=no`
  const guest = options.address.slice(0, options.address.indexOf('/'))
  const forwards = options.published.map((port) => `,hostfwd=${port.protocol}:127.0.0.1:${port.host}-${guest}:${port.guest}`)
  return `user,id=net${forwards.join('')}`
}
