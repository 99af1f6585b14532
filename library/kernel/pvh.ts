// The machine as a PVH guest: what compiled code calls for the run of a program (compiler/analyse/entries.ts, "the run") on
// that platform. library/runtime/entries.ts has the rest.
import { PvhHost } from '../machine/pvh/host.ts'
import { startMachine } from '../machine/pvh/devices.ts'
import { startOn } from './run.ts'

export { runtimeStart } from '../machine/pvh/start.ts'
export { awaitModule, reportUncaught, runEventLoop } from './run.ts'

/** The library's modules are initialised; the program's come next. */
export function programStart(): void {
  const machine = startMachine()
  machine.seal()
  startOn(new PvhHost(machine.clock))
}
