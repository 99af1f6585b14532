// process.exit stops at once: no finally, no jobs, no timers; the status is the argument.
function leave(code: number): never {
  console.log('leaving with', code)
  process.exit(code)
}

setTimeout(() => console.log('no timer'), 0)
Promise.resolve().then(() => console.log('no job'))
const codes = new Map([['ok', 0], ['bad', 7]])
try {
  for (const [name, code] of codes) {
    console.log(name)
    if (code > 0) leave(code)
  }
} finally {
  console.log('no finally')
}
