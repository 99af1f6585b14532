// A rejected top-level await: status 1, the rest of the module does not run, nor do timers.
const delay = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))
async function step(n: number): Promise<number> {
  await delay(1)
  if (n === 2) throw new TypeError('step ' + n)
  return n
}
setTimeout(() => console.log('not reached'), 300)
console.log(await step(1))
console.log(await step(2).catch((e: Error) => e.message))
console.log(await step(2))
console.log('not reached')
