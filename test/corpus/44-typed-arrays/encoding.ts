// TextEncoder and TextDecoder, hexadecimal and base64 by hand, byte order.
const encoder = new TextEncoder()
const decoder = new TextDecoder()
for (const text of ['', 'abc', 'é', '€uro', '\u{1f600}', 'a\ud800b', '\u0000\u007f\u0080\u07ff\u0800\uffff\u{10ffff}']) {
  const bytes = encoder.encode(text)
  console.log(bytes.length, bytes, decoder.decode(bytes) === text, JSON.stringify(decoder.decode(bytes)))
}
for (const bytes of [[0xff], [0xc3], [0xe2, 0x82], [0x61, 0xe2, 0x82, 0x62], [0xf0, 0x9f, 0x98], [0xed, 0xa0, 0x80], [0xc0, 0x80], [0xf4, 0x90, 0x80, 0x80], [0xef, 0xbb, 0xbf, 0x61]]) {
  console.log(bytes.map((b) => b.toString(16)).join(' '), JSON.stringify(decoder.decode(new Uint8Array(bytes))))
}
const target = new Uint8Array(5)
console.log(encoder.encodeInto('a€é', target), target, encoder.encodeInto('€€', target), target)
const fatal = new TextDecoder('utf-8', { fatal: true })
try {
  console.log(fatal.decode(new Uint8Array([0x61])), fatal.decode(new Uint8Array([0x80])))
} catch (e) {
  console.log((e as Error).name, (e as Error).message)
}
const streaming = new TextDecoder()
let out = ''
for (const b of encoder.encode('h€llo \u{1f600}')) out += streaming.decode(new Uint8Array([b]), { stream: true })
out += streaming.decode()
console.log(out, decoder.encoding, fatal.fatal, new TextDecoder('utf8', { ignoreBOM: true }).decode(new Uint8Array([0xef, 0xbb, 0xbf])).length)
function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (b) => b.toString(16).padStart(2, '0')).join('')
}
const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
function base64(bytes: Uint8Array): string {
  let result = ''
  for (let i = 0; i < bytes.length; i += 3) {
    const n = (bytes[i] << 16) | ((bytes[i + 1] ?? 0) << 8) | (bytes[i + 2] ?? 0)
    result += alphabet[n >> 18] + alphabet[(n >> 12) & 63]
    result += i + 1 < bytes.length ? alphabet[(n >> 6) & 63] : '='
    result += i + 2 < bytes.length ? alphabet[n & 63] : '='
  }
  return result
}
class Writer {
  private chunks: Uint8Array[] = []
  write(text: string): this {
    this.chunks.push(encoder.encode(text))
    return this
  }
  finish(): Uint8Array {
    const all = new Uint8Array(this.chunks.reduce((n, c) => n + c.length, 0))
    let offset = 0
    for (const chunk of this.chunks) {
      all.set(chunk, offset)
      offset += chunk.length
    }
    return all
  }
}
const written = new Writer().write('Man').write(' is ').write('é').finish()
console.log(hex(written), base64(written), base64(encoder.encode('Ma')), base64(encoder.encode('M')), decoder.decode(written.subarray(3)))
console.log(decoder.decode(new Uint16Array([0x6161, 0x6262])), decoder.decode(written.slice().buffer as ArrayBuffer), decoder.decode(new DataView(written.buffer, 1, 2)))
