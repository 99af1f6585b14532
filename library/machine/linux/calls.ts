// Linux system calls by number (x86-64), and errors as negative results.

/** Each is the number in `arch/x86/entry/syscalls/syscall_64.tbl`. */
export const CALL_WRITE = 1
export const CALL_MMAP = 9
export const CALL_PRCTL = 157
/** What the kernel goes on with a sleep by after the process was stopped. */
export const CALL_RESTART = 219
export const CALL_CLOCK_GETTIME = 228
export const CALL_EXIT_GROUP = 231
export const CALL_PPOLL = 271
export const CALL_SECCOMP = 317
export const CALL_GETRANDOM = 318

export const ERROR_INTERRUPTED = -4 // EINTR
export const ERROR_AGAIN = -11 // EAGAIN
export const ERROR_BROKEN_PIPE = -32 // EPIPE

export const CLOCK_REALTIME = 0
export const CLOCK_MONOTONIC = 1

export const PROT_READ_WRITE = 3
/** MAP_PRIVATE, MAP_ANONYMOUS and MAP_NORESERVE: addresses now, memory when touched. */
export const MAP_RESERVED = 0x4022

/** struct pollfd: i32 fd @0, u16 events @4. */
export const POLL_OUT = 4
