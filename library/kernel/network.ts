// The machine's network: a device, an address from the boot settings, and what `skerry/net` finds installed.
import type { Host } from '../contracts/host.ts'
import type { NetDevice } from '../contracts/net-device.ts'
import type { Rng } from '../contracts/rng.ts'
import { installInterface } from '../net/installed.ts'
import { Interface } from '../net/interface.ts'
import { limitsForHeap } from '../net/tcp/limits.ts'
import type { StaticAddress } from '../net/route.ts'

/** What user-mode networking of QEMU gives the first guest. */
const DEFAULT_ADDRESS = '10.0.2.15/24'
const DEFAULT_GATEWAY = '10.0.2.2'

/** A host's entropy as numbers. */
class HostRng implements Rng {
  readonly #host: Host
  readonly #word = new Uint8Array(4)

  constructor(host: Host) {
    this.#host = host
  }

  fill(into: Uint8Array): void {
    this.#host.fillEntropy(into)
  }

  nextU32(): number {
    const word = this.#word
    this.#host.fillEntropy(word)
    return ((word[0] << 24) | (word[1] << 16) | (word[2] << 8) | word[3]) >>> 0
  }
}

/** `A.B.C.D/N`; the gateway is the default one only for the default address. */
function staticAddress(setting: (name: string) => string | null): StaticAddress {
  const given = setting('address')
  const text = given ?? DEFAULT_ADDRESS
  const slash = text.indexOf('/')
  const prefixLength = slash < 0 ? NaN : Number(text.slice(slash + 1))
  const gateway = setting('gateway') ?? (given === null ? DEFAULT_GATEWAY : null)
  return { address: slash < 0 ? text : text.slice(0, slash), prefixLength, gateway }
}

/**
 * Makes and installs the interface; a source for the event loop. Aborts with what is wrong where there is no device or the
 * boot settings `address` and `gateway` name no host.
 */
export function openNetwork(
  host: Host, device: NetDevice | null, heapBytes: number, setting: (name: string) => string | null,
): Interface {
  if (device === null) return host.abort('the program uses skerry/net, and this machine has no network device')
  let opened: Interface
  try {
    opened = new Interface(device, host, new HostRng(host), staticAddress(setting))
  } catch (error) {
    return host.abort(`boot settings: ${(error as Error).message}`)
  }
  opened.tcpLimits = limitsForHeap(heapBytes)
  installInterface(opened)
  return opened
}
