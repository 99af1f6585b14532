// The machine that the program runs on, as far as console, clocks and process need it.
import type { Host } from '../contracts/host.ts'

let installed: Host | null = null

/** Called once by kernel, before any module of the program runs. */
export function installHost(host: Host): void {
  installed = host
}

export function currentHost(): Host {
  if (installed === null) throw new Error('no host is installed')
  return installed
}
