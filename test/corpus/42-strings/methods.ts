// String methods with ordinary and odd arguments.
const s = 'The quick brown fox'
console.log(s.length, s.charAt(4), s.charAt(-1), s[100], s.at(-3), s.charCodeAt(0), s.codePointAt(1))
console.log(s.indexOf('quick'), s.indexOf('o', 13), s.indexOf(''), s.indexOf('', 100), s.lastIndexOf('o'), s.lastIndexOf('o', 12), s.indexOf('zz'))
console.log(s.includes('brown'), s.includes('Brown'), s.startsWith('The'), s.startsWith('quick', 4), s.endsWith('fox'), s.endsWith('brown', 15))
console.log(s.slice(4, 9), s.slice(-3), s.slice(5, 2), s.slice(0, -4), s.substring(9, 4), s.substring(-5, 3), s.substring(NaN), s.substr(-3, 2))
console.log(s.toUpperCase(), s.toLowerCase(), '  trim me \n\t'.trim() + '|', '  x '.trimStart() + '|', '  x '.trimEnd() + '|', '\ufeff\u00a0x\u2003'.trim())
console.log(s.split(' '), s.split(''), s.split(' ', 2), s.split('zz'), s.split(undefined as any), ''.split(','), ''.split(''), 'a,b,,c,'.split(','), 'aXXbXc'.split('XX'))
console.log('abc'.padStart(6, '12'), 'abc'.padEnd(7, 'xy'), 'abc'.padStart(2), 'abc'.padEnd(5) + '|', 'x'.padStart(4, ''))
console.log('ab'.repeat(3), ''.repeat(5), 'x'.repeat(0), 'a-b-c'.replace('-', '+'), 'a-b-c'.replaceAll('-', '+'), 'aaa'.replaceAll('aa', 'b'))
console.log('price: 5'.replace('5', '$&$$'), 'abc'.replace('b', "[$`|$'|$&]"), 'abc'.replace('b', (m, i, all) => `${m}${i}${all}`), 'aXbX'.replaceAll('X', (_, i) => String(i)))
console.log('abc'.replaceAll('', '-'), 'abc'.replace('', '^'), 'x'.concat('y', 1 as any, null as any), 'a' < 'b', 'a' < 'B', '10' < '9', '10' < (9 as any))
console.log(String(null), String([1, [2]]), String({}), String(Symbol('q')), [String(-0), `${-0}`])
console.log(String.fromCharCode(72, 105, 65536 + 33), String.raw({ raw: ['a', 'b', 'c'] }, 1, 2), 'abc' + 1 + 2, 1 + 2 + 'abc')

class Cursor {
  private position = 0

  constructor(private readonly text: string) {}

  takeWhile(test: (c: string) => boolean): string {
    const start = this.position
    while (this.position < this.text.length && test(this.text[this.position])) this.position++
    return this.text.slice(start, this.position)
  }

  get done(): boolean {
    return this.position >= this.text.length
  }

  skip(): string {
    return this.text.charAt(this.position++)
  }
}
const isDigit = (c: string): boolean => c >= '0' && c <= '9'
const isLetter = (c: string): boolean => (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')
const cursor = new Cursor('abc123 de45!6f')
const tokens: string[] = []
while (!cursor.done) tokens.push(cursor.takeWhile(isLetter) || cursor.takeWhile(isDigit) || `<${cursor.skip()}>`)
console.log(tokens)
function capitalize(text: string): string {
  return text.split(' ').map((w) => w.charAt(0).toUpperCase() + w.slice(1).toLowerCase()).join(' ')
}
function isPalindrome(text: string): boolean {
  const clean = [...text.toLowerCase()].filter(isLetter).join('')
  return clean === [...clean].reverse().join('')
}
console.log(capitalize('hELLO wORLD foo'), isPalindrome('A man, a plan, a canal: Panama'), isPalindrome('nope'))
console.log(Object.keys('ab'), 'abc'.length, ('abc' as any).foo, 'length' in Object('abc'), [...'ab'].entries().next(), typeof Object('x'))
const boxed: any = new String('boxed')
console.log(boxed, boxed + '!', boxed.length, boxed == 'boxed', boxed === 'boxed', typeof boxed, [boxed])
console.log('a\tb\\c\'d"e`f\u0041\x41\u{41}\0'.length, 'multi\
line', `line1
line2`)
