# What interrupts ring 3 or a wait: exceptions end the machine with a report, sources are acknowledged and noted.

.section .monitor.stubs, "ax", @progbits
stubs: # at STUBS_ADDRESS; the address that a stub's call pushes tells which it is
.rept EXCEPTIONS + SOURCES
  .balign 8
  call trap
.endr

.section .monitor.text, "ax", @progbits
trap:
  push %rax
  mov 8(%rsp), %eax
  sub $stubs + 5, %eax
  shr $3, %eax
  sub $EXCEPTIONS, %eax
  jb fault
  # A source, inside a wait.
  bts %rax, fired
  push %rdx
  shl $4, %eax
  mov sealRecord + SEAL_SOURCES(%rax), %rdx
  test %rdx, %rdx
  jz 1f
  mov (%rdx), %edx
  mov sealRecord + SEAL_SOURCES + 8(%rax), %rax
  mov %edx, (%rax)
1: mov $APIC, %eax
  movl $0, END_OF_INTERRUPT(%rax)
  pop %rdx
  pop %rax
  add $8, %rsp
  iretq

# eax: vector - EXCEPTIONS; the stack as trap leaves it. Gathers rbx vector, r12 error code, r13 rip, r14 address.
fault:
  btsl $0, isDying # a fault on the way out: no more reports
  jc reset
  lea EXCEPTIONS(%rax), %ebx
  lea 16(%rsp), %rbp
  xor %r12d, %r12d
  mov $0x60227d00, %eax # the exceptions that push an error code
  bt %ebx, %eax
  jnc 1f
  mov (%rbp), %r12
  add $8, %rbp
1: mov (%rbp), %r13
  mov %cr2, %r14
  mov $exceptionMessage, %esi
  mov $STATUS_EXCEPTION, %edi
  cmp $13, %ebx
  je privileged
  cmp $8, %ebx # a double fault: no stack for the first
  je overflow
  cmp $14, %ebx
  jne report
  mov $nullMessage, %esi
  mov $STATUS_NULL, %edi
  cmp $PAGE, %r14
  jb report
  mov %r14, %rax
  and $-PAGE, %rax
  cmp guardPage, %rax
  je overflow
  mov $executeMessage, %esi
  mov $STATUS_EXECUTE, %edi
  test $0x10, %r12b
  jnz report
  mov $writeMessage, %esi
  mov $STATUS_ACCESS, %edi
  test $2, %r12b
  jnz report
  mov $readMessage, %esi
  jmp report
overflow:
  mov $overflowMessage, %esi
  mov $STATUS_STACK, %edi
  jmp report
privileged:
  mov $privilegedMessage, %esi
  mov $STATUS_PRIVILEGED, %edi

# One line: message rsi, and the numbers. Ends the machine with status edi.
report:
  push %rdi
  push %rsi
  mov $reportStart, %esi
  call print
  pop %rsi
  call print
  mov $reportVector, %esi
  mov %rbx, %rdi
  call printField
  mov $reportError, %esi
  mov %r12, %rdi
  call printField
  mov $reportAddress, %esi
  mov %r14, %rdi
  call printField
  mov $reportPlace, %esi
  mov %r13, %rdi
  call printField
  mov $reportEnd, %esi
  call print
  pop %rdi
  # falls through

# Ends the machine with status edi: the record, if there is a token to mark it, then power off by what there is.
exit:
  movzbl %dil, %ebp
  cmpb $0, token
  je 1f
  mov $token, %esi
  call print
  mov $recordSpace, %esi
  mov %rbp, %rdi
  call printField
  mov $reportEnd + 1, %esi
  call print
1: mov $SERIAL_STATUS, %edx # until the last byte has left
  in %dx, %al
  test $0x40, %al
  jz 1b
  mov sealRecord + SEAL_DEBUG_EXIT, %edx
  test %edx, %edx
  jz 2f
  mov %ebp, %eax
  out %eax, %dx
2: mov sealRecord + SEAL_POWER_ADDRESS, %rdx
  mov sealRecord + SEAL_POWER_VALUE, %eax
  mov sealRecord + SEAL_POWER_KIND, %ecx
  dec %ecx
  js 4f
  jnz 3f
  out %ax, %dx
  jmp 4f
3: mov %al, (%rdx)
reset:
4: lidt noInterrupts # no handler for the breakpoint, nor for that: the processor resets
  int3

# Message rsi (ended by a NUL), then rdi in hexadecimal.
printField:
  call print
  mov $16, %ecx
1: rol $4, %rdi
  mov %edi, %eax
  and $15, %eax
  mov digits(%rax), %al
  call putByte
  loop 1b
  ret

# Clobbers rax, rdx, rsi.
print:
  lodsb
  test %al, %al
  jz 9f
  call putByte
  jmp print
9: ret

putByte: # al; clobbers rdx, ah
  mov %al, %ah
  mov $SERIAL_STATUS, %edx
1: in %dx, %al
  test $0x20, %al
  jz 1b
  mov %ah, %al
  mov $SERIAL, %edx
  out %al, %dx
  ret

.section .monitor.data, "aw", @progbits
noInterrupts: .word 0
  .quad 0
digits: .ascii "0123456789abcdef"
reportStart: .asciz "\nskerry: the machine stops: "
nullMessage: .asciz "null dereference"
overflowMessage: .asciz "stack overflow"
executeMessage: .asciz "execution of what is not code"
writeMessage: .asciz "write to memory that may not be written"
readMessage: .asciz "read of memory that may not be read"
privilegedMessage: .asciz "privileged instruction, or an address out of range"
refusedMessage: .asciz "the monitor refuses a call"
exceptionMessage: .asciz "exception of the processor"
reportVector: .asciz " (vector 0x"
reportError: .asciz ", error 0x"
reportAddress: .asciz ", address 0x"
reportPlace: .asciz ", at 0x"
reportEnd: .asciz ")\n"
recordSpace: .asciz " 0x"
