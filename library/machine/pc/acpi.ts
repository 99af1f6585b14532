// What of ACPI's tables a guest needs (ACPI 6.5, §5.2): interrupt controllers, power-off, and the virtio-mmio devices that
// the DSDT names. There is no interpreter of AML: a device is found by its identifier, its resources by what follows.
// Only before the seal.

import type { Address } from '../../runtime/intrinsics/raw.ts'
import { loadU16, loadU32, loadU8, plus } from '../../runtime/intrinsics/raw.ts'

// SAFETY: every range is mapped by `map` before it is read, and tables are read within the length in their header.

export interface IoApic {
  readonly address: Address
  /** First global interrupt that it takes. */
  readonly firstInterrupt: number
}

/** A register that, written with a value, turns the machine off: a port of 16 bits, or a byte of memory. */
export interface PowerOff {
  readonly isPort: boolean
  readonly address: Address
  readonly value: number
}

/** A device behind virtio-mmio. */
export interface MmioDevice {
  readonly address: Address
  readonly bytes: number
  /** Global interrupt, level-triggered. */
  readonly interrupt: number
}

export interface AcpiTables {
  readonly ioApics: readonly IoApic[]
  readonly powerOff: PowerOff | null
  readonly mmioDevices: readonly MmioDevice[]
  /** Configuration space of PCI's first bus; 0 without PCI. */
  readonly pciSpace: Address
}

/** Makes a range of physical memory readable; false if it is not for that. */
export type MapRange = (address: Address, bytes: number) => boolean

const RSDP_BYTES = 36
const HEADER_BYTES = 36
const LENGTH = 4

/** A table's signature: four letters as they lie, a little-endian u32. */
const MADT = 0x43495041 // "APIC"
const FADT = 0x50434146 // "FACP"
const MCFG = 0x4746434d

const MADT_ENTRIES = 44
const MADT_IO_APIC = 1
/** The first allocation, of segment group 0: u64 base address (PCI Firmware 3.0, §4.1.2). */
const MCFG_BASE = 44
const FADT_DSDT = 40
const FADT_PM1A_CONTROL = 64
const FADT_SLEEP_CONTROL = 244
/** SLP_TYPx 5 with SLP_EN, as QEMU's tables have it in \_S5 of the hardware-reduced machine; 0 of the PIIX and ICH9. */
const SLEEP_REDUCED = 0x20 | 5 << 2
const SLEEP_PM1A = 0x2000

/** Reads the tables whose root pointer lies at `root`; null when there are none. */
export function readAcpi(root: Address, map: MapRange): AcpiTables | null {
  if (root === 0 || !map(root, RSDP_BYTES) || loadU32(root, 0) !== 0x20445352) return null // "RSD "
  const isExtended = loadU8(root, 15) >= 2
  const list = isExtended ? low53(root, 24) : loadU32(root, 16)
  const length = mapTable(list, map)
  const entryBytes = isExtended ? 8 : 4
  const ioApics: IoApic[] = []
  const mmioDevices: MmioDevice[] = []
  let powerOff: PowerOff | null = null
  let pciSpace = 0
  for (let at = HEADER_BYTES; at + entryBytes <= length; at += entryBytes) {
    const table = isExtended ? low53(list, at) : loadU32(list, at)
    const bytes = mapTable(table, map)
    if (bytes === 0) continue
    if (loadU32(table, 0) === MCFG && bytes >= MCFG_BASE + 16) pciSpace = low53(table, MCFG_BASE)
    if (loadU32(table, 0) === MADT) readMadt(table, bytes, ioApics)
    if (loadU32(table, 0) === FADT) {
      powerOff = readPowerOff(table, bytes)
      const dsdt = loadU32(table, FADT_DSDT)
      const dsdtBytes = mapTable(dsdt, map)
      findMmioDevices(dsdt, dsdtBytes, mmioDevices)
    }
  }
  return { ioApics, powerOff, mmioDevices, pciSpace }
}

function low53(address: Address, offset: number): number {
  return loadU32(address, offset) + (loadU32(address, offset + 4) & 0x1fffff) * 4294967296
}

/** Length of a table after mapping it; 0 if it cannot be. */
function mapTable(table: Address, map: MapRange): number {
  if (table === 0 || !map(table, HEADER_BYTES)) return 0
  const length = loadU32(table, LENGTH)
  return length >= HEADER_BYTES && length < 16777216 && map(table, length) ? length : 0
}

function readMadt(table: Address, bytes: number, into: IoApic[]): void {
  let at = MADT_ENTRIES
  while (at + 2 <= bytes) {
    const entryBytes = loadU8(plus(table, at), 1)
    if (entryBytes < 2) return
    const entry = plus(table, at)
    if (loadU8(entry, 0) === MADT_IO_APIC && at + 12 <= bytes) {
      into.push({ address: loadU32(entry, 4), firstInterrupt: loadU32(entry, 8) })
    }
    at += entryBytes
  }
}

/** A machine of the hardware-reduced sort has a sleep control register, the others a PM1a control port. */
function readPowerOff(table: Address, bytes: number): PowerOff | null {
  if (bytes >= FADT_SLEEP_CONTROL + 12) {
    const address = low53(table, FADT_SLEEP_CONTROL + 4)
    if (address !== 0) return { isPort: loadU8(table, FADT_SLEEP_CONTROL) === 1, address, value: SLEEP_REDUCED }
  }
  const port = loadU32(table, FADT_PM1A_CONTROL)
  return port === 0 ? null : { isPort: true, address: port, value: SLEEP_PM1A }
}

// AML (ACPI 6.5, §20.2), as bytes: the identifier of a virtio-mmio device, then the descriptors of its resources.
const IDENTIFIER = [0x4c, 0x4e, 0x52, 0x4f, 0x30, 0x30, 0x30, 0x35] // LNRO0005
const MEMORY_32_FIXED = 0x86
const MEMORY_32_FIXED_BYTES = 9
const EXTENDED_INTERRUPT = 0x89
/** Resources come within so many bytes after the identifier. */
const DEVICE_BYTES = 96

function findMmioDevices(table: Address, bytes: number, into: MmioDevice[]): void {
  for (let at = HEADER_BYTES; at + IDENTIFIER.length <= bytes; at++) {
    if (!isIdentifier(plus(table, at))) continue
    const device = readResources(table, at + IDENTIFIER.length, Math.min(bytes, at + DEVICE_BYTES))
    if (device !== null) into.push(device)
  }
}

function isIdentifier(at: Address): boolean {
  for (let i = 0; i < IDENTIFIER.length; i++) if (loadU8(plus(at, i), 0) !== IDENTIFIER[i]) return false
  return true
}

/** Memory, then interrupt, between two offsets of a table. */
function readResources(table: Address, from: number, end: number): MmioDevice | null {
  for (let at = from; at + 12 + 9 <= end; at++) {
    const memory = plus(table, at)
    if (loadU8(memory, 0) !== MEMORY_32_FIXED || loadU16(memory, 1) !== MEMORY_32_FIXED_BYTES) continue
    const interrupt = plus(memory, 12)
    if (loadU8(interrupt, 0) !== EXTENDED_INTERRUPT || loadU8(interrupt, 4) !== 1) continue
    return { address: loadU32(memory, 4), bytes: loadU32(memory, 8), interrupt: loadU32(interrupt, 5) }
  }
  return null
}
