# Ring 3's first instructions, and the few stubs that neither TypeScript nor C can say. System V calling convention;
# calls of the monitor as in machine/monitor/calls.S.

.set CALL_EXIT, 4
.set SERIAL, 0x3f8
.set SERIAL_STATUS, SERIAL + 5
# Left below the limit that functions test: for functions that do not test, and for making the RangeError.
.set STACK_RESERVE_BYTES, 128 << 10
.set BOOT_STACK_LOW, 24

.section .text.start, "ax", @progbits
.globl skProgramStart
skProgramStart:
  ldmxcsr mxcsr
  mov %rsp, skStackBase
  movq $skBoot, skProcessArguments
  mov skBoot + BOOT_STACK_LOW, %rax
  add $STACK_RESERVE_BYTES, %rax
  mov %rax, skStackLimit
  call skStart
  xor %edi, %edi
  # falls through

.globl skHalt
skHalt: # (i32 status)
  mov $CALL_EXIT, %eax
  syscall
  ud2

.globl skStop
skStop: # (i32 status, const char *message, u64 lengthBytes): the message and a newline on the console
  push %rdi
  mov %rdx, %rcx
1: test %rcx, %rcx
  jz 2f
  mov (%rsi), %ah
  call putByte3
  inc %rsi
  dec %rcx
  jmp 1b
2: mov $'\n', %ah
  call putByte3
  pop %rdi
  jmp skHalt

putByte3: # ah
  mov $SERIAL_STATUS, %edx
1: in %dx, %al
  test $0x20, %al
  jz 1b
  mov $SERIAL, %edx
  mov %ah, %al
  out %al, %dx
  ret

.section .rodata.start, "a", @progbits
.balign 4
mxcsr: .long 0x1f80 # all exceptions masked, to nearest, no flush to zero

.section .note.GNU-stack, "", @progbits
