// A rejection that nobody handles ends the program with status 1, after the jobs; one handled in time does not.
async function work(name: string, fails: boolean): Promise<string> {
  console.log('work', name)
  await null
  if (fails) throw new Error('failed ' + name)
  return name
}

const late = work('late', true)
queueMicrotask(() => late.catch((e: Error) => console.log('handled', e.message)))
work('fine', false).then((n) => console.log('done', n))
work('bad', true).then(() => console.log('never'))
setTimeout(() => console.log('timer must not run'), 5)
console.log('end of module')
