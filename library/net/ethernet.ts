// Ethernet II frames (RFC 894; IEEE 802.3 §3.1.1 without preamble and check sequence):
//
//   0  destination address, 6 bytes
//   6  source address, 6 bytes
//   12 EtherType, 2 bytes
//   14 payload
import { readU16, writeU16 } from '../base/big-endian.ts'

export const MAC_BYTES = 6
export const ETHERNET_HEADER_BYTES = 14
export const DESTINATION = 0
export const SOURCE = 6
const ETHER_TYPE = 12

export const ETHER_TYPE_IPV4 = 0x0800
export const ETHER_TYPE_ARP = 0x0806

/** First bit on the wire: the address means a group (IEEE 802.3 §3.2.3). */
const GROUP_BIT = 1

export function copyMac(from: Uint8Array, fromOffset: number, to: Uint8Array, toOffset: number): void {
  for (let i = 0; i < MAC_BYTES; i++) to[toOffset + i] = from[fromOffset + i]
}

export function isMacAt(bytes: Uint8Array, offset: number, mac: Uint8Array): boolean {
  for (let i = 0; i < MAC_BYTES; i++) if (bytes[offset + i] !== mac[i]) return false
  return true
}

export function isGroupMacAt(bytes: Uint8Array, offset: number): boolean {
  return (bytes[offset] & GROUP_BIT) !== 0
}

export function isBroadcastMacAt(bytes: Uint8Array, offset: number): boolean {
  for (let i = 0; i < MAC_BYTES; i++) if (bytes[offset + i] !== 255) return false
  return true
}

export function fillBroadcastMac(bytes: Uint8Array, offset: number): void {
  for (let i = 0; i < MAC_BYTES; i++) bytes[offset + i] = 255
}

export function etherTypeOf(frame: Uint8Array): number {
  return readU16(frame, ETHER_TYPE)
}

/** Writes source address and type; the destination is written by whoever resolves it. */
export function writeEthernetHeader(frame: Uint8Array, source: Uint8Array, etherType: number): void {
  copyMac(source, 0, frame, SOURCE)
  writeU16(frame, ETHER_TYPE, etherType)
}
