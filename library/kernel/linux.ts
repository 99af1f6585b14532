// The machine as a Linux process: what compiled code calls for the run of a program (compiler/analyse/entries.ts, "the
// run") on that platform. library/runtime/entries.ts has the rest.
import { LinuxHost } from '../machine/linux/host.ts'
import { startOn } from './run.ts'

export { runtimeStart } from '../machine/linux/start.ts'
export { awaitModule, reportUncaught, runEventLoop } from './run.ts'

/** The library's modules are initialised; the program's come next. */
export function programStart(): void {
  startOn(new LinuxHost())
}
