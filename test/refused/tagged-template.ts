// expect: SK1303
function tag(strings: TemplateStringsArray, ...values: unknown[]): string {
  return strings.raw.join('|') + values.join()
}
console.log(tag`a${1}b`) // refused here
