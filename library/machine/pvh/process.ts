// What the monitor tells the program of its start: the boot page of machine/monitor/layout.S, which ring 3 only reads.

import type { Address } from '../../runtime/intrinsics/raw.ts'
import { loadI53, loadU8, plus, processArguments } from '../../runtime/intrinsics/raw.ts'
import { decodeUtf8 } from '../../runtime/core/string/utf8.ts'

// SAFETY: the boot page is mapped for ever, and the line in it ends with a NUL.

export const BOOT_HEAP_START = 0
export const BOOT_HEAP_END = 8
export const BOOT_TABLES = 16
const BOOT_STACK_LOW = 24
const BOOT_LINE = 32

/** The lowest address of the stack. */
export function bootStackLow(): Address {
  return loadI53(processArguments(), BOOT_STACK_LOW)
}

/** The command line, words apart: `NAME=value …`, then `--` and the program's arguments. */
function bootWords(): string[] {
  const line = plus(processArguments(), BOOT_LINE)
  const words: string[] = []
  let start = 0
  let end = 0
  let byte = 0
  do {
    byte = loadU8(plus(line, end), 0)
    if (byte <= 32) {
      if (end > start) words.push(decodeUtf8(plus(line, start), end - start))
      start = end + 1
    }
    end = end + 1
  } while (byte !== 0)
  return words
}

/** The machine's name, then what stands after `--`. */
export function programArguments(): string[] {
  const words = bootWords()
  const list = ['skerry']
  const separator = words.indexOf('--')
  if (separator >= 0) for (let i = separator + 1; i < words.length; i++) list.push(words[i])
  return list
}

/** `NAME=value` of each setting before `--`, in order. */
export function bootSettings(): string[] {
  const words = bootWords()
  const list: string[] = []
  for (let i = 0; i < words.length && words[i] !== '--'; i++) list.push(words[i])
  return list
}

/** Value of a boot setting; null without it. The last one counts. */
export function bootSetting(name: string): string | null {
  let value: string | null = null
  for (const word of bootSettings()) if (word.startsWith(`${name}=`)) value = word.slice(name.length + 1)
  return value
}
