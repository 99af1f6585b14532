// The network interface of the machine that the program runs on.
import type { Interface } from './interface.ts'

let installed: Interface | null = null

/** Called once by kernel, before any module of the program runs; not at all on a machine without network. */
export function installInterface(machineInterface: Interface): void {
  installed = machineInterface
}

export function currentInterface(): Interface {
  if (installed === null) {
    throw new Error('this machine has no network; build for a target that has one (--target pvh)')
  }
  return installed
}
