# The five calls of ring 3, by SYSCALL: number in rax, arguments in rdi, rsi, rdx, r10; the result in rax. Kept are rbx,
# rbp, rsp and r12 to r15. A call that is refused ends the machine.

.section .monitor.text, "ax", @progbits
monitorCall:
  mov %rsp, userStack
  mov $stackTop, %esp
  push %rcx
  push %r11
  cmp $(callsEnd - calls) / 8, %rax
  jae refuse
  call *calls(, %rax, 8)
  pop %r11
  pop %rcx
  mov userStack, %rsp
  sysretq

# Ends the machine. The report's error is the call's first argument, its address what rax held.
refuse:
  mov stackTop - 8, %r13 # where ring 3 called
  mov %rax, %r14
  mov %rdi, %r12
  mov $CALL_VECTOR, %ebx
  mov $refusedMessage, %esi
  mov $STATUS_REFUSED, %edi
  jmp report

# mapDevice(address rdi, bytes rsi): maps the pages until the seal. 0, or another number for memory that is not a device's;
# what firmware reserved beside memory, where ACPI's tables are, is mapped to be read only.
mapDevice:
  cmpb $0, isSealed
  jne refuse
  push %rbx
  lea (%rdi, %rsi), %rdx
  add $PAGE - 1, %rdx
  and $-PAGE, %rdx # [rdi, rdx)
  and $-PAGE, %rdi
  mov %rdx, %rax
  shr $32, %rax
  jnz 8f
  mov $PRESENT | WRITABLE | USER | UNCACHED | UNTIL_SEAL, %r8d
  mov $memoryRanges, %ebx
  mov memoryCount, %ecx
1: dec %ecx
  js 4f
  mov (%rbx), %rax
  cmp %rdx, %rax
  jae 3f
  mov 8(%rbx), %rsi
  add %rax, %rsi
  cmp %rsi, %rdi
  jae 3f
  mov memoryEnd, %rsi
  add $1 << 20, %rsi
  sub %rax, %rsi # below 0: not beside memory, but a device's, such as PCI's configuration space
  mov $-1, %rax
  cmpl $1, 16(%rbx)
  je 8f
  test %rsi, %rsi
  js 3f
  and $~WRITABLE, %r8d
3: add $24, %ebx
  jmp 1b
4: mov %r8, %rsi
  bts $NO_EXECUTE_BIT, %rsi
5: cmp %rdx, %rdi
  jae 6f
  call mapPage
  add $PAGE, %rdi
  jmp 5b
6: mov %cr3, %rax
  mov %rax, %cr3
  xor %eax, %eax
8: pop %rbx
  ret

# seal(record rdi): see layout.S.
seal:
  cmpb $0, isSealed
  jne refuse
  push %rbx
  mov %rdi, %rsi
  mov $sealRecord, %edi
  mov $SEAL_BYTES / 8, %ecx
  rep movsq
  mov $sealRecord + SEAL_QUEUES, %ebx
1: mov QUEUE_SIZE(%rbx), %rdx
  test %rdx, %rdx
  jz 2f
  mov QUEUE_DESCRIPTORS(%rbx), %rdi # ring 3 has no part in the descriptor table,
  mov $~USER, %rsi
  shl $4, %rdx
  call restrict
  mov QUEUE_USED(%rbx), %rdi # and only reads the used ring
  mov $~WRITABLE, %rsi
  mov QUEUE_SIZE(%rbx), %rdx
  lea 6(, %rdx, 8), %rdx
  call restrict
2: add $QUEUE_BYTES, %ebx
  cmp $sealRecord + SEAL_QUEUES + QUEUES * QUEUE_BYTES, %ebx
  jb 1b
  mov $LOWEST_TABLES, %edi # device pages stay for the monitor; tables of firmware go
3: mov (%rdi), %rax
  test $UNTIL_SEAL >> 8, %ah
  jz 5f
  and $~(USER | UNTIL_SEAL), %rax
  test $WRITABLE, %al
  jnz 4f
  xor %eax, %eax
4: mov %rax, (%rdi)
5: add $8, %edi
  cmp nextTable, %edi
  jb 3b
  mov $ports, %edi # the serial port's eight, 0x3f8 on, are the last of the bitmap
  mov $0xff, %eax
  mov $127, %ecx
  rep stosb
  mov $7, %eax # SMEP, SMAP, UMIP, where the processor has them (every one with leaf 7 has all leaves below)
  xor %ecx, %ecx
  cpuid
  mov %cr4, %rax
  and $1 << 2, %ecx # UMIP
  shl $9, %ecx
  or %rcx, %rax
  mov %ebx, %ecx
  and $1 << 7, %ecx # SMEP
  shl $13, %ecx
  or %rcx, %rax
  and $1 << 20, %ebx # SMAP
  lea (%rax, %rbx, 2), %rax
  mov %rax, %cr4
  mov %cr3, %rax
  mov %rax, %cr3
  movb $1, isSealed
  pop %rbx
  ret

# Takes rights (mask rsi) from the pages of [rdi, rdi + rdx), which pages of 4 KiB map.
restrict:
  add %rdi, %rdx
1: mov %edi, %ecx
  shr $21, %ecx
  mov DIRECTORIES(, %rcx, 8), %rax
  and $-PAGE, %rax
  mov %edi, %ecx
  shr $12, %ecx
  and $511, %ecx
  and %rsi, (%rax, %rcx, 8)
  add $PAGE, %rdi
  cmp %rdx, %rdi
  jb 1b
  ret

# submit(queue rdi, descriptors rsi, count rdx, kick r10): writes `count` descriptors, each checked, then notifies the
# device if kick is not 0.
submit:
  push %rbx
  push %rbp
  cmpb $0, isSealed
  je refuse
  cmp $QUEUES, %rdi
  jae refuse
  imul $QUEUE_BYTES, %edi, %ebx
  add $sealRecord + SEAL_QUEUES, %ebx
  cmp QUEUE_SIZE(%rbx), %rdx # where there is no queue, 0 descriptors pass; the notification then dies at address 0
  ja refuse
  pushfq
  orl $0x40000, (%rsp) # AC: from here ring 3's pages may be read
  popfq
  # The array lies between stack and heap's end.
  cmp bootStackLow, %rsi
  jb refuse
  lea (%rdx, %rdx, 2), %rbp
  lea (%rsi, %rbp, 8), %rbp
  cmp bootHeapEnd, %rbp
  ja refuse
1: cmp %rbp, %rsi
  jae 2f
  mov SUBMIT_ADDRESS(%rsi), %rax
  mov SUBMIT_LENGTH(%rsi), %rcx # length, flags, next, as the table has them
  mov SUBMIT_INDEX(%rsi), %r8
  cmp QUEUE_SIZE(%rbx), %r8
  jae refuse
  cmp sealRecord + SEAL_DMA_START, %rax
  jb refuse
  mov %ecx, %r9d
  add %rax, %r9
  jc refuse
  cmp sealRecord + SEAL_DMA_END, %r9
  ja refuse
  mov %rcx, %r9
  shr $32, %r9
  test $0xffff & ~FLAGS_ALLOWED, %r9w
  jnz refuse
  shr $16, %r9d
  cmp QUEUE_SIZE(%rbx), %r9
  jae refuse
  shl $4, %r8
  add QUEUE_DESCRIPTORS(%rbx), %r8
  mov %rax, (%r8)
  mov %rcx, 8(%r8)
  add $SUBMIT_BYTES, %rsi
  jmp 1b
2: test %r10, %r10
  jz 4f
  mov QUEUE_NOTIFY(%rbx), %rdx
  mov QUEUE_NOTIFY_VALUE(%rbx), %eax
  cmpl $0, QUEUE_NOTIFY_IS_WIDE(%rbx)
  jne 3f
  mov %ax, (%rdx)
  jmp 4f
3: mov %eax, (%rdx)
4: pop %rbp
  pop %rbx
  ret

# wait(ticks rdi): until a source fires, or so many ticks of the APIC's timer have gone (0: no timer). The sources that
# fired since the last call, a bit each.
wait:
  mov $APIC, %eax
  mov %edi, TIMER_COUNT(%rax)
  sti
  hlt
  cli
  movl $0, TIMER_COUNT(%rax)
  xor %eax, %eax
  xchg %rax, fired
  ret

.section .monitor.data, "aw", @progbits
.balign 8
calls: .quad mapDevice, seal, submit, wait, exit
callsEnd:
