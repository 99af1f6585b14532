// Objects that Object() and valueOf make come out of every call, though some of them are given to other calls.

const fresh = Object()
console.log(Object(fresh) === fresh)
const wrap = (x: unknown): unknown => Object(x)
const first = wrap(5)
console.log(typeof first, wrap(first) === first, (wrap(first) as number) + 1)
const text = Object.prototype.valueOf.call('text')
console.log(typeof text, Object.prototype.valueOf.call(text) === text, Object(text) === text)

/** Reached only when the queue of jobs is run, when the wrappers above have been operands already. */
async function later(): Promise<void> {
  await null
  const steps = [
    () => Object(6) as unknown, () => Object('six') as unknown, () => Object.prototype.valueOf.call(true), () => Object(undefined) as unknown,
    () => Object() as unknown, () => Object.prototype.valueOf.call(7),
  ]
  for (const step of steps) {
    await null
    const made = step() as { valueOf(): unknown }
    console.log(typeof made, made.valueOf() === made, String(made.valueOf()), Object(made) === made)
  }
  const table: Record<string, (x: unknown) => unknown> = {}
  for (const name of ['constructor', 'valueOf', 'toString']) {
    await null
    try {
      const made = table[name](steps.length)
      console.log(name, typeof made, Object(made) === made)
    } catch (error) {
      console.log(name, (error as Error).message)
    }
  }
  class Box {
    constructor(readonly inside: unknown) {}
  }
  const box = new Box(Object(first))
  console.log((box.inside as number) * 2, Object(box) === box, box.valueOf() === box)
}
void later()
