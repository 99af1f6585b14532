// The seal of a Linux process: a seccomp filter after which the kernel answers only the calls that a running program
// needs, none of which maps memory, opens or starts anything. Any other ends the process by SIGSYS, whoever makes it.
// Source: Linux Documentation/userspace-api/seccomp_filter.rst; include/uapi/linux/{filter,seccomp,audit}.h.

import type { Address } from '../../runtime/intrinsics/raw.ts'
import { plus, storeI53, storeU32, syscall } from '../../runtime/intrinsics/raw.ts'
import {
  CALL_CLOCK_GETTIME, CALL_EXIT_GROUP, CALL_GETRANDOM, CALL_PPOLL, CALL_PRCTL, CALL_RESTART, CALL_SECCOMP, CALL_WRITE,
} from './calls.ts'

const PR_SET_NO_NEW_PRIVS = 38
const SECCOMP_SET_MODE_FILTER = 1

// struct sock_filter: u16 code @0, u8 jumpTrue @2, u8 jumpFalse @3, u32 k @4. Jumps count from the next instruction.
const LOAD = 0x20 // BPF_LD | BPF_W | BPF_ABS
const RETURN = 0x06 // BPF_RET | BPF_K
/** BPF_JMP | BPF_JEQ | BPF_K, going on if equal. */
const ELSE_SKIP = 0x15 | (1 << 24)
/** The same, going on if not equal. */
const SKIP_IF = 0x15 | (1 << 16)
const FILTER_BYTES = 8

// struct seccomp_data: i32 call @0, u32 architecture @4.
const DATA_CALL = 0
const DATA_ARCHITECTURE = 4
const ARCHITECTURE_X86_64 = 0xc000003e
const KILL_PROCESS = 0x80000000
const ALLOW = 0x7fff0000

// struct sock_fprog: u16 length @0, pointer to the instructions @8.
const PROGRAM_BYTES = 16

let count = 0

/**
 * Seals the process. `scratch`: a zeroed page, which is zeroed again; nothing is allocated. False if the kernel refuses.
 */
export function seal(scratch: Address): boolean {
  const filter = plus(scratch, PROGRAM_BYTES)
  add(filter, LOAD, DATA_ARCHITECTURE)
  add(filter, SKIP_IF, ARCHITECTURE_X86_64)
  add(filter, RETURN, KILL_PROCESS)
  add(filter, LOAD, DATA_CALL)
  allow(filter, CALL_WRITE)
  allow(filter, CALL_CLOCK_GETTIME)
  allow(filter, CALL_PPOLL)
  allow(filter, CALL_RESTART)
  allow(filter, CALL_GETRANDOM)
  allow(filter, CALL_EXIT_GROUP)
  add(filter, RETURN, KILL_PROCESS)
  // SAFETY: the page is ours and has room for program and filter; the kernel copies both and keeps no pointer.
  storeU32(scratch, 0, count)
  storeI53(scratch, 8, filter)
  const isSealed = syscall(CALL_PRCTL, PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0, 0) === 0 &&
    syscall(CALL_SECCOMP, SECCOMP_SET_MODE_FILTER, 0, scratch, 0, 0, 0) === 0
  for (let at = 0; at < PROGRAM_BYTES + count * FILTER_BYTES; at += 8) storeI53(plus(scratch, at), 0, 0)
  return isSealed
}

function allow(filter: Address, call: number): void {
  add(filter, ELSE_SKIP, call)
  add(filter, RETURN, ALLOW)
}

function add(filter: Address, code: number, operand: number): void {
  const at = plus(filter, count * FILTER_BYTES)
  // SAFETY: below the end of the page: a few dozen instructions of 8 bytes.
  storeU32(at, 0, code)
  storeU32(at, 4, operand)
  count = count + 1
}
