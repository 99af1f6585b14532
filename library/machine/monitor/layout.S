# What the monitor's parts agree on: selectors, statuses, page-table entries, device registers, and where things lie.
# Everything the monitor touches lies below 4 GiB, mapped where it is physically.

# Selectors. SYSCALL and SYSRET want this order (AMD64 manual vol. 2, §6.1.1).
.set KERNEL_CODE, 0x08
.set KERNEL_DATA, 0x10
.set USER_DATA, 0x18 | 3
.set USER_CODE, 0x20 | 3
.set TASK, 0x28

# Entries of page tables (AMD64 manual vol. 2, §5.4). NO_EXECUTE is bit 63.
.set PRESENT, 1
.set WRITABLE, 2
.set USER, 4
.set UNCACHED, 0x18
.set LARGE, 0x80
.set UNTIL_SEAL, 0x200 # one of the bits left to software: mapDevice made this entry
.set NO_EXECUTE_BIT, 63

# Low memory, which every PC has and no image lies in: the page tables. Firmware's structures there are copied first.
.set EARLY_TABLES, 0x40000 # of the first instructions in long mode
.set TABLES, 0x20000
.set TABLES_END, 0x40000
.set POINTER_TABLE, TABLES + 0x1000
.set DIRECTORIES, TABLES + 0x2000 # four in a row: the first 4 GiB
.set LOWEST_TABLES, TABLES + 0x6000 # of pages of 4 KiB, taken in order
.set PAGE, 4096
.set LARGE_PAGE, 1 << 21

# Local APIC (Intel SDM vol. 3, §11.4.1).
.set APIC, 0xfee00000
.set END_OF_INTERRUPT, 0xb0
.set TIMER_COUNT, 0x380

.set SERIAL, 0x3f8 # 16550: data @0, line status @5
.set SERIAL_STATUS, SERIAL + 5

# Vectors: 32 exceptions, of which 22 are known, then the sources; the first is the timer, the last what the APIC calls
# spurious.
.set EXCEPTIONS, 22
.set FIRST_SOURCE, 32
.set SOURCES, 8
# Where machine/pvh/image.ld puts what the processor's tables hold the address of, in pieces.
.set STUBS_ADDRESS, 0x100020
.set TASK_ADDRESS, 0x101000
.set CALL_VECTOR, 0x80 # in reports, of a call that was refused

# Statuses with which a machine that died ends.
.set STATUS_NULL, 81
.set STATUS_STACK, 82
.set STATUS_EXECUTE, 83
.set STATUS_ACCESS, 84
.set STATUS_PRIVILEGED, 85
.set STATUS_REFUSED, 86
.set STATUS_EXCEPTION, 87

.set TOKEN_BYTES, 32
.set LINE_BYTES, 2000
.set MEMORY_RANGES, 32
.set QUEUES, 8

# The record that seal takes, all words of 8 bytes; machine/pvh/seal.ts writes it.
.set SEAL_DMA_START, 0
.set SEAL_DMA_END, 8
.set SEAL_DEBUG_EXIT, 16 # port of isa-debug-exit, or 0
.set SEAL_POWER_KIND, 24 # 0 none, 1 a port of 16 bits, 2 a byte of memory
.set SEAL_POWER_ADDRESS, 32
.set SEAL_POWER_VALUE, 40
.set SEAL_SOURCES, 48 # for each source: status register (0: none), acknowledge register
.set SEAL_QUEUES, SEAL_SOURCES + SOURCES * 16
.set QUEUE_DESCRIPTORS, 0
.set QUEUE_SIZE, 8 # entries; 0: no such queue
.set QUEUE_USED, 16
.set QUEUE_NOTIFY, 24
.set QUEUE_NOTIFY_VALUE, 32
.set QUEUE_NOTIFY_IS_WIDE, 40 # 1: written as 32 bits (virtio-mmio), 0: as 16 (PCI)
.set QUEUE_BYTES, 48
.set SEAL_BYTES, SEAL_QUEUES + QUEUES * QUEUE_BYTES

# A descriptor as submit takes it: what virtio has (§2.7.5 of 1.2), then its place in the table.
.set SUBMIT_ADDRESS, 0
.set SUBMIT_LENGTH, 8
.set SUBMIT_FLAGS, 12
.set SUBMIT_NEXT, 14
.set SUBMIT_INDEX, 16
.set SUBMIT_BYTES, 24
.set FLAGS_ALLOWED, 3 # NEXT, WRITE

# The page that ring 3 reads of its start; machine/pvh/process.ts reads it.
.section .boot, "aw", @nobits
.balign 4096
.globl skBoot
skBoot:
bootHeapStart: .skip 8
bootHeapEnd: .skip 8
bootTables: .skip 8 # address of ACPI's root pointer, or 0
bootStackLow: .skip 8
bootLine: .skip LINE_BYTES # the command line after the token, ended by a NUL
.balign 4096

.section .monitor.bss, "aw", @nobits
.balign 4096
  .skip 4096
stackTop:
  .skip 1024
faultStackTop: # of double faults and NMIs
sealRecord: .skip SEAL_BYTES
memoryRanges: .skip MEMORY_RANGES * 24
startInfo: .skip 8
memoryCount: .skip 8
memoryEnd: .skip 8
nextTable: .skip 8
userStack: .skip 8
guardPage: .skip 8
fired: .skip 8
token: .skip TOKEN_BYTES + 8
isSealed: .skip 8
isDying: .skip 8
.balign 4096
monitorBssEnd:
