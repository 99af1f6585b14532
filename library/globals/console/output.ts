// Text to the console, as UTF-8, line by line as the program writes it.
import type { ConsoleStream } from '../../contracts/host.ts'
import { utf8Length, utf8Write } from '../encoding/utf8.ts'
import { currentHost } from '../host.ts'

const SMALLEST_BUFFER = 4096
/** Longer lines get a buffer of their own, which is then free to go. */
const LARGEST_KEPT_BUFFER = 1 << 16

let buffer: Uint8Array = new Uint8Array(0)

export function writeText(stream: ConsoleStream, text: string): void {
  const length = utf8Length(text)
  let bytes = buffer
  if (length > bytes.length) {
    bytes = new Uint8Array(length < SMALLEST_BUFFER ? SMALLEST_BUFFER : length)
    if (bytes.length <= LARGEST_KEPT_BUFFER) buffer = bytes
  }
  utf8Write(text, bytes, 0)
  currentHost().consoleWrite(stream, bytes, length)
}
