# Callee-saved registers on the stack, for the collector to find what they refer to.

.section .text.skSpilled, "ax", @progbits
.globl skSpilled
skSpilled: # (void (*collect)(i53 lowestLiveStackAddress))
  push %rbx
  push %rbp
  push %r12
  push %r13
  push %r14
  push %r15
  mov %rdi, %rax
  mov %rsp, %rdi
  sub $8, %rsp
  call *%rax
  add $56, %rsp
  ret

.section .note.GNU-stack, "", @progbits
