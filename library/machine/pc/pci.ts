// PCI functions of a PC by the memory-mapped configuration space (PCI Express 3.0, §7.2.2), on the host bridge's own bus: the
// only one that virtual machines without bridges have. Only before the seal.

import type { PciFunction } from '../../contracts/device-platform.ts'
import type { Address } from '../../runtime/intrinsics/raw.ts'
import { loadDeviceU16, loadDeviceU8, plus } from '../../runtime/intrinsics/raw.ts'
import type { MapRange } from './acpi.ts'

// SAFETY: each function's page is mapped before it is read.

const DEVICES = 32
const DEVICE_BYTES = 32768
const FUNCTION_BYTES = 4096
const VENDOR = 0
const NO_FUNCTION = 0xffff
const HEADER_TYPE = 14
const HAS_FUNCTIONS = 0x80

/** `base`: where the configuration space of bus 0 begins. */
export function findPciFunctions(base: Address, map: MapRange): PciFunction[] {
  const found: PciFunction[] = []
  for (let device = 0; device < DEVICES; device++) {
    const first = plus(base, device * DEVICE_BYTES)
    if (!isThere(first, map)) continue
    found.push({ space: first })
    if ((loadDeviceU8(plus(first, HEADER_TYPE)) & HAS_FUNCTIONS) === 0) continue
    for (let i = 1; i < 8; i++) {
      const space = plus(first, i * FUNCTION_BYTES)
      if (isThere(space, map)) found.push({ space })
    }
  }
  return found
}

function isThere(space: Address, map: MapRange): boolean {
  return map(space, FUNCTION_BYTES) && loadDeviceU16(plus(space, VENDOR)) !== NO_FUNCTION
}
