// Guests for tests: a boot under emulation, with what it printed and how it ended.
import { bootGuest } from '../../cli/guest/boot.ts'
import type { GuestOptions } from '../../cli/guest/options.ts'
import { parseGuestOptions } from '../../cli/guest/options.ts'

const GUEST_SECONDS = 60

export interface GuestResult { readonly console: string; readonly status: number | null; readonly qemuErrors: string }

export const defaultGuest: GuestOptions = parseGuestOptions({ memory: '16M', publish: [] })

/** Boots an image under emulation and waits for its end; a guest that takes longer than a minute is powered off. */
export async function runImage(image: string, programArguments: readonly string[], options = defaultGuest): Promise<GuestResult> {
  const decoder = new TextDecoder()
  let text = ''
  const guest = bootGuest({ image, options, programArguments, accelerator: 'tcg', onConsole: (bytes) => { text += decoder.decode(bytes, { stream: true }) } })
  const timeout = setTimeout(() => guest.powerOff(), GUEST_SECONDS * 1000)
  const { status, qemuErrors } = await guest.ended
  clearTimeout(timeout)
  return { console: text, status, qemuErrors }
}
