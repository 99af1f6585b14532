# The process's entry, and the few stubs that neither TypeScript nor C can say. System V calling convention; system calls
# as in syscall(2).

.set SYS_write, 1
.set SYS_getrlimit, 97
.set SYS_exit_group, 231
.set RLIMIT_STACK, 3
.set CPUID_FEATURES, 1
# ECX of leaf 1 for x86-64-v2: SSE3, SSSE3, CMPXCHG16B, SSE4.1, SSE4.2, POPCNT.
.set X86_64_V2, 0x00982201
.set MAX_STACK_BYTES, 64 << 20
# Left below the limit that functions test: for functions that do not test, and for making the RangeError.
.set STACK_RESERVE_BYTES, 256 << 10

.section .text.start, "ax", @progbits
.globl _start
_start:
  xor %ebp, %ebp
  mov %rsp, skProcessArguments
  mov %rsp, skStackBase
  mov %rsp, %rbx
  and $-16, %rsp
  mov $CPUID_FEATURES, %eax
  xor %ecx, %ecx
  mov %rbx, %r12
  cpuid
  and $X86_64_V2, %ecx
  cmp $X86_64_V2, %ecx
  jne oldProcessor
  sub $16, %rsp
  mov $SYS_getrlimit, %eax
  mov $RLIMIT_STACK, %edi
  mov %rsp, %rsi
  syscall
  mov (%rsp), %rax
  add $16, %rsp
  mov $MAX_STACK_BYTES, %ecx
  cmp %rcx, %rax
  cmova %rcx, %rax
  sub %rax, %r12
  add $STACK_RESERVE_BYTES, %r12
  mov %r12, skStackLimit
  call skStart
  xor %edi, %edi
  # falls through

.globl skHalt
skHalt: # (i32 status)
  mov $SYS_exit_group, %eax
  syscall
  ud2

oldProcessor:
  mov $1, %edi
  mov $oldProcessorMessage, %esi
  mov $oldProcessorMessageEnd - oldProcessorMessage, %edx
  # falls through

.globl skStop
skStop: # (i32 status, const char *message, u64 lengthBytes): the message and a newline on standard error
  push %rdi
  mov $SYS_write, %eax
  mov $2, %edi
  syscall
  mov $SYS_write, %eax
  mov $newline, %esi
  mov $1, %edx
  syscall
  pop %rdi
  jmp skHalt

.section .rodata.start, "a", @progbits
newline: .ascii "\n"
oldProcessorMessage: .ascii "skerry: this processor lacks x86-64-v2 (SSE4.2, POPCNT)"
oldProcessorMessageEnd:

.section .note.GNU-stack, "", @progbits
