// The machine as a PVH guest with a network, for programs that import skerry/net: as pvh.ts, and a device before the seal.
import { openVirtioNet } from '../drivers/virtio/net.ts'
import { PvhHost } from '../machine/pvh/host.ts'
import { startMachine } from '../machine/pvh/devices.ts'
import { heapRangeBytes } from '../machine/pvh/memory.ts'
import { bootSetting } from '../machine/pvh/process.ts'
import { openNetwork } from './network.ts'
import { startOn } from './run.ts'

export { runtimeStart } from '../machine/pvh/start.ts'
export { awaitModule, reportUncaught, runEventLoop } from './run.ts'

/** The library's modules are initialised; the program's come next. */
export function programStart(): void {
  const machine = startMachine()
  const device = openVirtioNet(machine)
  machine.seal()
  const host = new PvhHost(machine.clock)
  startOn(host, [openNetwork(host, device, heapRangeBytes(), bootSetting)])
}
