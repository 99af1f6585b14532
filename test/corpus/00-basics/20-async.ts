async function double(x: number): Promise<number> {
  return x * 2
}

async function main(): Promise<void> {
  console.log('start')
  const a = await double(4)
  const b = await double(a)
  console.log(a, b)
  try {
    await Promise.reject(new Error('nope'))
  } catch (e) {
    console.log((e as Error).message)
  }
}

main().then(() => console.log('done'))
console.log('after call')
setTimeout(() => console.log('timer'), 1)
