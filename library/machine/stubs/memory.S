# The four functions that clang calls from what it compiles, for programs that do not bring their own in TypeScript
# (program entries of these names). Short counts by overlapping moves, long ones by the string instructions.

.set STRING_INSTRUCTION_BYTES, 512

.section .text.memmove, "ax", @progbits
.globl memcpy, memmove
memcpy:
memmove: # (to, from, count) -> to; may overlap
  mov %rdi, %rax
  cmp $16, %rdx
  jb 2f
  movups (%rsi), %xmm0
  movups -16(%rsi,%rdx), %xmm1
  cmp $32, %rdx
  jbe 1f
  mov %rdi, %rcx
  sub %rsi, %rcx
  cmp %rdx, %rcx
  jb 6f
  cmp $STRING_INSTRUCTION_BYTES, %rdx
  jae 7f
  # Forward; xmm1 holds the last 16 bytes as they were.
  lea -16(%rdi,%rdx), %r8
5:
  movups (%rsi), %xmm2
  movups %xmm2, (%rdi)
  add $16, %rsi
  add $16, %rdi
  cmp %r8, %rdi
  jb 5b
  movups %xmm1, (%r8)
  ret
1:
  movups %xmm0, (%rdi)
  movups %xmm1, -16(%rdi,%rdx)
  ret
2:
  cmp $8, %edx
  jb 3f
  mov (%rsi), %rcx
  mov -8(%rsi,%rdx), %r8
  mov %rcx, (%rdi)
  mov %r8, -8(%rdi,%rdx)
  ret
3:
  cmp $4, %edx
  jb 4f
  mov (%rsi), %ecx
  mov -4(%rsi,%rdx), %r8d
  mov %ecx, (%rdi)
  mov %r8d, -4(%rdi,%rdx)
  ret
4:
  test %edx, %edx
  je 8f
  # One to three bytes: first, middle and last.
  mov %edx, %ecx
  shr %ecx
  movzbl (%rsi), %r8d
  movzbl (%rsi,%rcx), %r9d
  movzbl -1(%rsi,%rdx), %r10d
  mov %r8b, (%rdi)
  mov %r9b, (%rdi,%rcx)
  mov %r10b, -1(%rdi,%rdx)
8:
  ret
6:
  # The target begins inside the source: backward; xmm0 holds the first 16 bytes as they were.
  movups -16(%rsi,%rdx), %xmm2
  movups %xmm2, -16(%rdi,%rdx)
  sub $16, %rdx
  cmp $16, %rdx
  ja 6b
  movups %xmm0, (%rdi)
  ret
7:
  mov %rdx, %rcx
  rep movsb
  ret

.section .text.memset, "ax", @progbits
.globl memset
memset: # (to, byte, count) -> to
  mov %rdi, %rax
  movzbl %sil, %ecx
  movabs $0x0101010101010101, %r8
  imul %r8, %rcx
  cmp $16, %rdx
  jb 2f
  movq %rcx, %xmm0
  punpcklqdq %xmm0, %xmm0
  cmp $STRING_INSTRUCTION_BYTES, %rdx
  jae 7f
  lea -16(%rdi,%rdx), %r8
1:
  movups %xmm0, (%rdi)
  add $16, %rdi
  cmp %r8, %rdi
  jb 1b
  movups %xmm0, (%r8)
  ret
2:
  cmp $8, %edx
  jb 3f
  mov %rcx, (%rdi)
  mov %rcx, -8(%rdi,%rdx)
  ret
3:
  test %edx, %edx
  je 5f
4:
  mov %cl, -1(%rdi,%rdx)
  dec %edx
  jne 4b
5:
  ret
7:
  mov %rax, %r9
  mov %ecx, %eax
  mov %rdx, %rcx
  rep stosb
  mov %r9, %rax
  ret

.section .text.memcmp, "ax", @progbits
.globl memcmp
memcmp: # (a, b, count): the order of the first bytes that differ
  xor %ecx, %ecx
1:
  lea 8(%rcx), %r8
  cmp %rdx, %r8
  ja 2f
  mov (%rdi,%rcx), %rax
  cmp (%rsi,%rcx), %rax
  jne 2f
  mov %r8, %rcx
  jmp 1b
2:
  cmp %rdx, %rcx
  jae 3f
  movzbl (%rdi,%rcx), %eax
  movzbl (%rsi,%rcx), %r8d
  inc %rcx
  sub %r8d, %eax
  je 2b
  ret
3:
  xor %eax, %eax
  ret

.section .note.GNU-stack, "", @progbits
