// What `skerry run` gives a guest: memory, network, address. Syntax is checked here.
import { CliError } from '../status.ts'

/** A port of this machine that leads to one of the guest. */
export interface PublishedPort {
  readonly protocol: 'tcp' | 'udp'
  readonly host: number
  readonly guest: number
}

/** QEMU's machines: devices over MMIO, or over PCI. */
export const machines = ['microvm', 'q35'] as const
export type MachineName = (typeof machines)[number]

export interface GuestOptions {
  readonly machine: MachineName
  readonly memoryMiB: number
  readonly published: readonly PublishedPort[]
  /** A TAP device of this machine to join instead of user-mode networking; null without. */
  readonly tap: string | null
  /** The guest's address, `10.0.2.15/24`. */
  readonly address: string
  /** More boot settings, `NAME=value` each. */
  readonly settings: readonly string[]
  /** Where it sends what is not on its link; null: nowhere. */
  readonly gateway: string | null
}

/** Options of parseArgs, to spread into the command line's table. */
export const guestOptionTable = {
  machine: { type: 'string', default: 'microvm' },
  memory: { type: 'string', default: '16M' },
  publish: { type: 'string', multiple: true, default: [] as string[] },
  tap: { type: 'string' },
  address: { type: 'string' },
  gateway: { type: 'string' },
  set: { type: 'string', multiple: true, default: [] as string[] },
} as const

/** What user-mode networking gives the first guest (QEMU, net/slirp.c). */
const USER_ADDRESS = '10.0.2.15/24'
const USER_GATEWAY = '10.0.2.2'
const SMALLEST_MIB = 4
const LARGEST_MIB = 3072

/** Throws CliError, whose message says what to write instead. */
export function parseGuestOptions(
  values: { machine?: string; memory: string; publish: readonly string[]; set?: readonly string[]; tap?: string; address?: string; gateway?: string },
): GuestOptions {
  const { tap = null, address, gateway } = values
  const machine = machines.find((name) => name === (values.machine ?? 'microvm'))
  if (machine === undefined) throw new CliError(`--machine takes ${machines.join(' or ')}, not ${JSON.stringify(values.machine)}`)
  if (tap !== null && address === undefined) throw new CliError('--tap NAME needs --address, such as --address 10.9.0.2/24')
  if (tap !== null && values.publish.length > 0) throw new CliError('--publish is for user-mode networking; with --tap the guest has an address of its own')
  if (tap !== null && !/^[A-Za-z0-9_.-]{1,15}$/.test(tap)) throw new CliError(`--tap takes the name of a TAP device, not ${JSON.stringify(tap)}`)
  if (address !== undefined && !isAddress(address, true)) throw new CliError(`--address takes an IPv4 address with its prefix, such as 10.9.0.2/24, not ${JSON.stringify(address)}`)
  if (gateway !== undefined && !isAddress(gateway, false)) throw new CliError(`--gateway takes an IPv4 address, not ${JSON.stringify(gateway)}`)
  const { set: settings = [] } = values
  const wrong = settings.find((text) => !/^[a-z][a-z-]*=[^\s\0]+$/.test(text) || /^(token|debug-exit|address|gateway)=/.test(text))
  if (wrong !== undefined) throw new CliError(`--set takes NAME=value of a boot setting, not ${JSON.stringify(wrong)}`)
  return {
    machine,
    settings,
    memoryMiB: parseMemory(values.memory),
    published: values.publish.map(parsePublished),
    tap,
    address: address ?? USER_ADDRESS,
    gateway: gateway ?? (address === undefined ? USER_GATEWAY : null),
  }
}

function parseMemory(text: string): number {
  const match = /^(\d{1,6})([MG])$/.exec(text)
  const mib = match === null ? NaN : Number(match[1]) * (match[2] === 'G' ? 1024 : 1)
  if (!(mib >= SMALLEST_MIB && mib <= LARGEST_MIB)) {
    throw new CliError(`--memory takes ${SMALLEST_MIB}M to ${LARGEST_MIB / 1024}G, such as 16M, not ${JSON.stringify(text)}`)
  }
  return mib
}

/** `HOST:GUEST`, with `/udp` or `/tcp` (the default) behind. */
function parsePublished(text: string): PublishedPort {
  const match = /^(\d{1,5}):(\d{1,5})(?:\/(tcp|udp))?$/.exec(text)
  const host = Number(match?.[1] ?? 0)
  const guest = Number(match?.[2] ?? 0)
  if (!(host >= 1 && host <= 65535 && guest >= 1 && guest <= 65535)) {
    throw new CliError(`--publish takes HOST:GUEST, ports of this machine and of the guest, such as 8080:80 or 5353:53/udp, not ${JSON.stringify(text)}`)
  }
  return { protocol: match?.[3] === 'udp' ? 'udp' : 'tcp', host, guest }
}

function isAddress(text: string, hasPrefix: boolean): boolean {
  const match = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})(?:\/(\d{1,2}))?$/.exec(text)
  if (match === null || (match[5] !== undefined) !== hasPrefix) return false
  return match.slice(1, 5).every((part) => Number(part) <= 255) && Number(match[5] ?? 0) <= 32
}
