// Case mapping beyond ASCII, code points, URI functions.
const words = ['Straße', 'İstanbul', 'ΣΊΣΥΦΟΣ', 'ÀÉÎ', 'ǆ', 'ﬁn', 'ŉ', 'Ω', 'ж', 'ա']
for (const word of words) {
  const upper = word.toUpperCase()
  const lower = word.toLowerCase()
  console.log(word, upper, upper.length, lower, lower.length)
}
console.log(encodeURIComponent('a b&c=d/é?#\u{1f600}'), encodeURI('http://x/ä b?q=1&r=%'), decodeURIComponent('%F0%9F%98%80%20%41'))
for (const bad of ['%', '%zz', '%C0%80', '%ED%A0%80', '%F0%9F']) {
  try {
    console.log(decodeURIComponent(bad))
  } catch (e) {
    console.log((e as Error).name, (e as Error).message)
  }
}
console.log(decodeURI('%2F%41%3F'), [...'e\u0301\u{1f468}\u200d\u{1f469}'].length)
