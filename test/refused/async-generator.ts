// expect: SK1302
async function* count(): AsyncGenerator<number> { // refused here
  yield 1
}
for await (const n of count()) console.log(n)
