function balanced(text: string): boolean {
  const pairs: Record<string, string> = { ')': '(', ']': '[', '}': '{' }
  const open: string[] = []
  for (const c of text) {
    if ('([{'.includes(c)) open.push(c)
    else if (c in pairs && open.pop() !== pairs[c]) return false
  }
  return open.length === 0
}
for (const text of ['', '()', '([{}])', '(]', '((', '}', 'a(b)c[d]']) console.log(JSON.stringify(text), balanced(text))
