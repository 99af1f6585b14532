// ARP packets for IPv4 over Ethernet (RFC 826, "Packet format"). Offsets are from the start of the frame:
//
//   14 hardware type, 1     16 protocol type, 0x0800   18 hardware length, 6   19 protocol length, 4   20 operation
//   22 sender's hardware    28 sender's protocol       32 target's hardware    38 target's protocol address
import { readU16, readU32, writeU16, writeU32 } from '../base/big-endian.ts'
import { copyMac, ETHER_TYPE_ARP, ETHER_TYPE_IPV4, MAC_BYTES, writeEthernetHeader } from './ethernet.ts'

const HARDWARE_TYPE = 14
const PROTOCOL_TYPE = 16
const HARDWARE_LENGTH = 18
const PROTOCOL_LENGTH = 19
const OPERATION = 20
export const SENDER_MAC = 22
const SENDER_ADDRESS = 28
const TARGET_MAC = 32
const TARGET_ADDRESS = 38
export const ARP_FRAME_BYTES = 42

const HARDWARE_ETHERNET = 1
const ADDRESS_BYTES = 4
export const ARP_REQUEST = 1
export const ARP_REPLY = 2

/** Whether the frame, which holds at least ARP_FRAME_BYTES, is a request or reply for IPv4 over Ethernet. */
export function isArpOverEthernet(frame: Uint8Array): boolean {
  const operation = readU16(frame, OPERATION)
  return readU16(frame, HARDWARE_TYPE) === HARDWARE_ETHERNET && readU16(frame, PROTOCOL_TYPE) === ETHER_TYPE_IPV4 &&
    frame[HARDWARE_LENGTH] === MAC_BYTES && frame[PROTOCOL_LENGTH] === ADDRESS_BYTES &&
    (operation === ARP_REQUEST || operation === ARP_REPLY)
}

export function arpOperation(frame: Uint8Array): number {
  return readU16(frame, OPERATION)
}

export function arpSender(frame: Uint8Array): number {
  return readU32(frame, SENDER_ADDRESS)
}

export function arpTarget(frame: Uint8Array): number {
  return readU32(frame, TARGET_ADDRESS)
}

/**
 * Writes all of a packet but for the frame's destination. The target's hardware address is taken from `targetMac` at
 * `targetMacOffset`; null leaves it zero, as in a request that does not know it.
 */
export function writeArp(
  frame: Uint8Array, operation: number, senderMac: Uint8Array, sender: number,
  targetMac: Uint8Array | null, targetMacOffset: number, target: number,
): void {
  writeEthernetHeader(frame, senderMac, ETHER_TYPE_ARP)
  writeU16(frame, HARDWARE_TYPE, HARDWARE_ETHERNET)
  writeU16(frame, PROTOCOL_TYPE, ETHER_TYPE_IPV4)
  frame[HARDWARE_LENGTH] = MAC_BYTES
  frame[PROTOCOL_LENGTH] = ADDRESS_BYTES
  writeU16(frame, OPERATION, operation)
  copyMac(senderMac, 0, frame, SENDER_MAC)
  writeU32(frame, SENDER_ADDRESS, sender)
  if (targetMac === null) frame.fill(0, TARGET_MAC, TARGET_MAC + MAC_BYTES)
  else copyMac(targetMac, targetMacOffset, frame, TARGET_MAC)
  writeU32(frame, TARGET_ADDRESS, target)
}

