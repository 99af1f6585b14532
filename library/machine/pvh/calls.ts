// The monitor's calls, by number (machine/monitor/calls.S), made with the intrinsic `syscall`.

/** (address, bytes): 0, or another number for what is no device's. */
export const CALL_MAP_DEVICE = 0
/** (record of machine/pvh/seal.ts) */
export const CALL_SEAL = 1
/** (queue, descriptors, their count, kick) */
export const CALL_SUBMIT = 2
/** (ticks of the APIC's timer, 0: until a source fires): the sources that fired, a bit each */
export const CALL_WAIT = 3
/** (status) */
export const CALL_EXIT = 4
