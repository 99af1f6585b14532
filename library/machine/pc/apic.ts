// Interrupt controllers of a PC: the processor's own APIC (Intel SDM vol. 3, §11) and the I/O APICs (Intel 82093AA data
// sheet). Only before the seal, but for what the monitor does in a wait: the end of an interrupt, and the timer.

import type { Address } from '../../runtime/intrinsics/raw.ts'
import { loadDeviceU32, plus, storeDeviceU32 } from '../../runtime/intrinsics/raw.ts'
import type { InterruptMessage } from '../../contracts/device-platform.ts'
import type { IoApic } from './acpi.ts'

// SAFETY: the caller has mapped the controllers' pages; registers are written as the manuals say.

export const APIC_ADDRESS = 0xfee00000
export const APIC_BYTES = 4096
export const IO_APIC_BYTES = 4096

const ID = 0x20
const TASK_PRIORITY = 0x80
const SPURIOUS = 0xf0
const TIMER = 0x320
const LINE_0 = 0x350
const LINE_1 = 0x360
const TIMER_COUNT = 0x380
const TIMER_CURRENT = 0x390
const TIMER_DIVISOR = 0x3e0
const ENABLED = 0x100
const MASKED = 0x10000
const DIVIDE_BY_16 = 3

/** As the monitor numbers them: source 0 is the timer, and so many vectors lie before it. */
const FIRST_VECTOR = 32
const SPURIOUS_VECTOR = FIRST_VECTOR + 7

const SELECT = 0
const WINDOW = 0x10
const REDIRECTIONS = 0x10
const LEVEL_TRIGGERED = 0x8000

/** Something that ends a wait. The monitor reads one register and writes what it read to the other; 0: neither. */
export interface InterruptSource {
  readonly number: number
  readonly statusRegister: Address
  readonly acknowledgeRegister: Address
}

/** Turns the processor's controller on, with its timer in one-shot mode. */
export function startApic(): void {
  write(TASK_PRIORITY, 0)
  write(LINE_0, MASKED)
  write(LINE_1, MASKED)
  write(SPURIOUS, ENABLED | SPURIOUS_VECTOR)
  write(TIMER_DIVISOR, DIVIDE_BY_16)
  write(TIMER, FIRST_VECTOR)
}

/** Lets the timer count down from its largest count. */
export function startTimerCount(): void {
  write(TIMER, MASKED | FIRST_VECTOR)
  write(TIMER_COUNT, 4294967295)
}

/** Ticks since startTimerCount. */
export function timerTicks(): number {
  return 4294967295 - loadDeviceU32(plus(APIC_ADDRESS, TIMER_CURRENT))
}

/** Stops what startTimerCount started. */
export function endTimerCount(): void {
  write(TIMER_COUNT, 0)
  write(TIMER, FIRST_VECTOR)
}

/** Sends a level-triggered, active-high global interrupt to source `number`. False if no controller takes it. */
export function routeInterrupt(controllers: readonly IoApic[], interrupt: number, number: number): boolean {
  let controller: IoApic | null = null
  for (const one of controllers) {
    const isNearer = controller === null || one.firstInterrupt > controller.firstInterrupt
    if (one.firstInterrupt <= interrupt && isNearer) controller = one
  }
  if (controller === null) return false
  const register = REDIRECTIONS + 2 * (interrupt - controller.firstInterrupt)
  const processor = loadDeviceU32(plus(APIC_ADDRESS, ID))
  writeIoApic(controller, register + 1, processor)
  writeIoApic(controller, register, LEVEL_TRIGGERED | FIRST_VECTOR + number)
  return true
}

/** What a device on PCI writes where, to interrupt as source `number` (Intel SDM vol. 3, §11.11). */
export function messageFor(number: number): InterruptMessage {
  const processor = loadDeviceU32(plus(APIC_ADDRESS, ID)) >>> 24
  return { address: APIC_ADDRESS + processor * 4096, data: FIRST_VECTOR + number }
}

function write(register: number, value: number): void {
  storeDeviceU32(plus(APIC_ADDRESS, register), value)
}

function writeIoApic(controller: IoApic, register: number, value: number): void {
  storeDeviceU32(plus(controller.address, SELECT), register)
  storeDeviceU32(plus(controller.address, WINDOW), value)
}
