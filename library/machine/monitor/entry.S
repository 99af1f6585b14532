# From the loader to ring 3: PVH entry (Xen docs/misc/pvh.pandoc), long mode, page tables, tables of the processor.

.section .note.Xen, "a", @note
  .long 4, 8, 18 # sizes of name and content; XEN_ELFNOTE_PHYS32_ENTRY
  .asciz "Xen"
  .quad monitorStart

.section .monitor.text, "ax", @progbits
.code32
.globl monitorStart
monitorStart: # ebx: struct hvm_start_info; paging off, flat segments
  cld
  mov $EARLY_TABLES, %edi # the first GiB in large pages, for as long as the real tables are not there
  mov %edi, %cr3
  mov $0x3000 / 4, %ecx
  xor %eax, %eax
  rep stosl
  movl $EARLY_TABLES + 0x1007, EARLY_TABLES
  movl $EARLY_TABLES + 0x2007, EARLY_TABLES + 0x1000
  mov $LARGE_PAGE * 511 + (PRESENT | WRITABLE | LARGE), %eax
  mov $512, %ecx
2: mov %eax, EARLY_TABLES + 0x2000 - 8(, %ecx, 8)
  sub $LARGE_PAGE, %eax
  loop 2b
  mov %cr4, %eax
  or $0x620, %eax # PAE, OSFXSR, OSXMMEXCPT
  mov %eax, %cr4
  mov $0xc0000080, %ecx # EFER: SCE, LME, NXE
  rdmsr
  or $0x901, %eax
  wrmsr
  mov $0x80010033, %eax # CR0: PG, WP, NE, ET, MP, PE
  mov %eax, %cr0
  lgdt segmentsPointer
  ljmp $KERNEL_CODE, $inLongMode

.code64
inLongMode:
  mov $KERNEL_DATA, %eax
  mov %eax, %ss
  mov %eax, %ds
  mov %eax, %es
  mov $stackTop, %esp
  mov %ebx, %ebx
  mov %rbx, startInfo
  cmpl $0x336ec578, (%rbx)
  jne noStartInfo
  mov $1, %eax
  cpuid # overwrites ebx
  and $0x00982201, %ecx # x86-64-v2: SSE3, SSSE3, CMPXCHG16B, SSE4.1, SSE4.2, POPCNT
  cmp $0x00982201, %ecx
  jne oldProcessor
  mov startInfo, %rbx
  call copyStartInfo
  call findMemory
  call makeTables
  call startProcessor
  mov bootHeapStart, %eax # ring 3: the program's first instruction, on its own stack
  pushq $USER_DATA
  push %rax
  pushq $2
  pushq $USER_CODE
  pushq $skProgramStart
  iretq

noStartInfo:
  mov $noStartInfoMessage, %esi
  jmp dieEarly
oldProcessor:
  mov $oldProcessorMessage, %esi
  jmp dieEarly
littleMemory:
  mov $littleMemoryMessage, %esi
dieEarly:
  call print
  mov $STATUS_EXCEPTION, %edi
  jmp exit

# The command line, after the token that marks records; the memory map; ACPI's root pointer. rbx: hvm_start_info.
copyStartInfo:
  mov 32(%rbx), %rax
  mov %rax, bootTables
  mov 40(%rbx), %rsi
  mov 48(%rbx), %ecx
  mov $MEMORY_RANGES, %eax
  cmp %eax, %ecx
  cmova %eax, %ecx
  mov %ecx, memoryCount
  lea (%rcx, %rcx, 2), %ecx
  mov $memoryRanges, %edi
  rep movsq
  mov 24(%rbx), %rsi
  test %rsi, %rsi
  jz 9f
  cmpl $0x656b6f74, (%rsi) # "token="
  jne 3f
  cmpw $0x3d6e, 4(%rsi)
  jne 3f
  add $6, %rsi
  mov $token, %edi
  mov $TOKEN_BYTES, %ecx
1: cmpb $' ', (%rsi)
  jbe 3f
  movsb
  loop 1b
3: cmpb $' ', (%rsi)
  jne 4f
  inc %rsi
4: mov $bootLine, %edi
  mov $LINE_BYTES - 1, %ecx
5: lodsb
  test %al, %al
  jz 9f
  stosb
  loop 5b
9: ret

# End of the range of memory that the image lies in, in memoryEnd; what lies above 4 GiB is left alone.
findMemory:
  mov $memoryRanges, %esi
  mov memoryCount, %ecx
1: dec %ecx
  js littleMemory
  mov (%rsi), %rax
  mov 8(%rsi), %rdx
  add %rax, %rdx
  cmpl $1, 16(%rsi) # XEN_HVM_MEMMAP_TYPE_RAM
  jne 2f
  cmp $imageStart, %rax
  ja 2f
  cmp $imageEnd, %rdx
  ja 3f
2: add $24, %esi
  jmp 1b
3: mov $0xfffff000, %eax
  cmp %rax, %rdx
  cmova %rax, %rdx
  and $-PAGE, %rdx
  mov %rdx, memoryEnd
  ret

# The mappings that last: the image's parts, a stack between a missing page and the heap, and the heap.
makeTables:
  mov $TABLES, %edi
  mov $(TABLES_END - TABLES) / 8, %ecx
  xor %eax, %eax
  rep stosq
  mov $LOWEST_TABLES, %eax
  mov %eax, nextTable
  movl $POINTER_TABLE + 7, TABLES
  movl $DIRECTORIES + 7, POINTER_TABLE
  movl $DIRECTORIES + 0x1007, POINTER_TABLE + 8
  movl $DIRECTORIES + 0x2007, POINTER_TABLE + 16
  movl $DIRECTORIES + 0x3007, POINTER_TABLE + 24
  mov $imageParts, %ebx
1: mov (%rbx), %edi
  mov 4(%rbx), %edx
  mov 8(%rbx), %rsi
  call mapRange
  add $16, %ebx
  cmp $imagePartsEnd, %ebx
  jb 1b
  mov $APIC, %edi
  mov $PRESENT | WRITABLE | UNCACHED, %esi
  bts $NO_EXECUTE_BIT, %rsi
  call mapPage
  # Stack: an eighth of what is left, 8 MiB at most.
  mov $imageEnd, %edi
  mov %rdi, guardPage
  mov memoryEnd, %rax
  sub %rdi, %rax
  shr $3, %rax
  mov $8 << 20, %ecx
  cmp %rcx, %rax
  cmova %rcx, %rax
  and $-PAGE, %rax
  add $PAGE, %edi
  mov %rdi, bootStackLow
  lea (%rdi, %rax), %rdx
  mov %rdx, bootHeapStart
  lea 1 << 20(%rdx), %rax # a heap of a megabyte at least
  cmp memoryEnd, %rax
  ja littleMemory
  mov memoryEnd, %rdx
  mov %rdx, bootHeapEnd
  mov $PRESENT | WRITABLE | USER, %esi
  bts $NO_EXECUTE_BIT, %rsi
  # falls through

# Maps [rdi, rdx), page-aligned, where it is, with flags rsi: large pages where whole ones fit and no table is there.
mapRange:
  cmp %rdx, %rdi
  jae 9f
  test $LARGE_PAGE - 1, %edi
  jnz 1f
  lea LARGE_PAGE(%rdi), %rax
  cmp %rdx, %rax
  ja 1f
  mov bootHeapStart, %rax # queues lie in the first pages of the heap, and need pages of their own
  add $1 << 20, %rax
  cmp %rax, %rdi
  jb 1f
  mov %edi, %ecx
  shr $21, %ecx
  mov %rdi, %rax
  or %rsi, %rax
  or $LARGE, %rax
  mov %rax, DIRECTORIES(, %rcx, 8)
  add $LARGE_PAGE, %rdi
  jmp mapRange
1: call mapPage
  add $PAGE, %rdi
  jmp mapRange
9: ret

# Maps the page at rdi with flags rsi. Clobbers rax, rcx. A machine without tables left dies: none needs so many.
mapPage:
  mov %edi, %ecx
  shr $21, %ecx
  mov DIRECTORIES(, %rcx, 8), %rax
  test $PRESENT, %al
  jnz 1f
  mov nextTable, %eax
  cmp $TABLES_END, %eax
  jae littleMemory
  addl $PAGE, nextTable
  or $PRESENT | WRITABLE | USER, %eax
  mov %rax, DIRECTORIES(, %rcx, 8)
1: and $-PAGE, %rax
  mov %edi, %ecx
  shr $12, %ecx
  and $511, %ecx
  lea (%rax, %rcx, 8), %rcx
  mov %rdi, %rax
  or %rsi, %rax
  mov %rax, (%rcx)
  ret

# Page tables, traps, calls and the task segment of the running processor.
startProcessor:
  mov $TABLES, %eax
  mov %rax, %cr3
  lidt interruptsPointer
  mov $TASK, %eax
  ltr %ax
  mov $0xc0000081, %ecx # STAR, LSTAR, and FMASK: IF, DF, TF, NT, AC off
  xor %eax, %eax
  mov $KERNEL_CODE | (KERNEL_DATA | 3) << 16, %edx
  wrmsr
  inc %ecx
  mov $monitorCall, %eax
  xor %edx, %edx
  wrmsr
  mov $0xc0000084, %ecx
  mov $0x44700, %eax
  wrmsr
  ret

.section .monitor.data, "aw", @progbits
.balign 16
segments:
  .quad 0
  .quad 0x00af9b000000ffff # code of ring 0
  .quad 0x00cf93000000ffff # data of ring 0
  .quad 0x00cff3000000ffff # data of ring 3
  .quad 0x00affb000000ffff # code of ring 3
  .quad 0x0000890000000000 + (TASK_ADDRESS & 0xffffff) << 16 + (TASK_ADDRESS >> 24) << 56 + (taskEnd - task - 1)
  .quad 0
segmentsEnd:
segmentsPointer: .word segmentsEnd - segments - 1
  .quad segments
interruptsPointer: .word (FIRST_SOURCE + SOURCES) * 16 - 1
  .quad interrupts
.section .monitor.task, "aw", @progbits
task: # at TASK_ADDRESS
  .long 0
  .quad stackTop, 0, 0, 0
  .quad faultStackTop, 0, 0, 0, 0, 0, 0, 0
  .word 0, ports - task
ports: .skip 128 # a bit for each of the first 1,024 ports, 0: ring 3 may; all until the seal
  .byte 0xff
taskEnd:

.section .monitor.data, "aw", @progbits
.balign 16
# Gates of the stubs, which lie at STUBS_ADDRESS: interrupts stay off, ring 3 may call none. NMI, double fault and machine
# check have a stack of their own. Exceptions that no processor has yet share the last one's stub.
.macro gate number, stack
  .word (STUBS_ADDRESS + 8 * \number) & 0xffff, KERNEL_CODE
  .byte \stack, 0x8e
  .word (STUBS_ADDRESS + 8 * \number) >> 16
  .quad 0
.endm
interrupts:
.set number, 0
.rept EXCEPTIONS
  gate number, (number == 2 || number == 8 || number == 18) & 1
  .set number, number + 1
.endr
.rept FIRST_SOURCE - EXCEPTIONS
  gate EXCEPTIONS - 1, 0
.endr
.rept SOURCES
  gate number, 0
  .set number, number + 1
.endr
imageParts: # start, end, flags
  .long TABLES, TABLES_END
  .quad PRESENT | WRITABLE | 1 << NO_EXECUTE_BIT
  .long monitorTextStart, monitorTextEnd
  .quad PRESENT
  .long monitorDataStart, monitorDataEnd
  .quad PRESENT | WRITABLE | 1 << NO_EXECUTE_BIT
  .long textStart, textEnd
  .quad PRESENT | USER
  .long constantsStart, constantsEnd
  .quad PRESENT | USER | 1 << NO_EXECUTE_BIT
  .long bootStart, bootEnd
  .quad PRESENT | USER | 1 << NO_EXECUTE_BIT
  .long dataStart, dataEnd
  .quad PRESENT | WRITABLE | USER | 1 << NO_EXECUTE_BIT
imagePartsEnd:
noStartInfoMessage: .asciz "the loader gives no start information of PVH"
oldProcessorMessage: .asciz "this processor lacks x86-64-v2 (SSE4.2, POPCNT)"
littleMemoryMessage: .asciz "this machine has too little memory for the image, a stack and a heap of 1 MiB"
