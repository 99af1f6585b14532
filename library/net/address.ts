// IPv4 addresses are unsigned 32-bit numbers inside this room, text at its edge.

export const LIMITED_BROADCAST = 0xffffffff
const LOOPBACK_NETWORK = 127

/** Dotted decimal with four numbers and no leading zeros (RFC 6943 §3.1.1 "strict"); null for any other text. */
export function parseAddress(text: string): number | null {
  let address = 0
  let octet = -1
  let dots = 0
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code === 46) {
      if (octet < 0 || dots === 3) return null
      address = (address << 8) | octet
      octet = -1
      dots++
    } else {
      if (code < 48 || code > 57 || octet === 0) return null
      octet = octet < 0 ? code - 48 : octet * 10 + code - 48
      if (octet > 255) return null
    }
  }
  return dots === 3 && octet >= 0 ? ((address << 8) | octet) >>> 0 : null
}

export function formatAddress(address: number): string {
  return `${address >>> 24}.${(address >>> 16) & 255}.${(address >>> 8) & 255}.${address & 255}`
}

/** The bits that a prefix of 0 … 32 bits fixes. */
export function prefixMask(prefixLength: number): number {
  return prefixLength === 0 ? 0 : (0xffffffff << (32 - prefixLength)) >>> 0
}

/** 224.0.0.0/4 (RFC 1112 §4). */
export function isMulticast(address: number): boolean {
  return address >>> 28 === 14
}

/** 240.0.0.0/4 (RFC 1112 §4), the limited broadcast among them. */
export function isReserved(address: number): boolean {
  return address >>> 28 === 15
}

export function isLoopback(address: number): boolean {
  return address >>> 24 === LOOPBACK_NETWORK
}

/** 0.0.0.0/8, "this network" (RFC 1122 §3.2.1.3). */
export function isThisNetwork(address: number): boolean {
  return address >>> 24 === 0
}
