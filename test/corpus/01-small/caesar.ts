function shift(text: string, by: number): string {
  let out = ''
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i)
    if (c >= 97 && c <= 122) out += String.fromCharCode(((c - 97 + by + 26) % 26) + 97)
    else if (c >= 65 && c <= 90) out += String.fromCharCode(((c - 65 + by + 26) % 26) + 65)
    else out += text[i]
  }
  return out
}
const secret = shift('Hello, World!', 3)
console.log(secret, shift(secret, -3))
