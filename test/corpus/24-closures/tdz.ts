// Temporal dead zone, hoisting, and closures that see a variable before and after its initialisation.
function attempt(label: string, f: () => unknown): void {
  try {
    console.log(label, f())
  } catch (e) {
    console.log(label, (e as Error).name + ':', (e as Error).message)
  }
}

const early = (): number => late
attempt('early', early)
attempt('class', () => new Later().value)
attempt('hoisted', () => hoisted(2))
attempt('typeof', () => typeof late2())
let late = 5
class Later {
  value = 1
  static count = 10
}
function hoisted(n: number): number {
  return n * 2
}
function late2(): number {
  return lateConst
}
const lateConst = 7
attempt('early', early)
attempt('class', () => new Later().value + Later.count)
attempt('typeof', () => typeof late2())

function parameters(a: number = 1, b: number = a + 1, c: () => number = () => a + b): number[] {
  a = 100
  return [a, b, c()]
}
attempt('defaults', () => parameters())
attempt('defaults', () => parameters(5))
const bad = (x: number = y2(), y: number = 1): number => x + y
function y2(): number {
  return z
}
attempt('default tdz', () => bad())
let z = 3
attempt('default tdz', () => bad())

function selfReference(): unknown {
  const f = (n: number): number => (n === 0 ? 0 : f(n - 1) + g(n))
  const result = [f(0)]
  try {
    result.push(f(1))
  } catch (e) {
    result.push((e as Error).message.length)
  }
  const g = (n: number): number => n
  result.push(f(3))
  return result
}
attempt('self', selfReference)

for (let round = 0; round < 2; round++) {
  const read = (): string => text
  attempt('round ' + round, read)
  let text = 'round text ' + round
  attempt('round ' + round, read)
  text += '!'
  attempt('round ' + round, read)
}
switch (1 as number) {
  case 0:
    let inSwitch = 1
    break
  case 1:
    attempt('switch', () => inSwitch)
    attempt('switch write', () => (inSwitch = 2))
}
attempt('var', () => {
  const before = hoistedVar
  var hoistedVar: number | undefined = 1
  return [before, hoistedVar]
})
attempt('shadow', () => {
  const x = 1
  {
    const getX = (): number => x
    const first = (() => { try { return getX() } catch (e) { return (e as Error).message } })()
    const x = 2
    return [first, getX()]
  }
  return x
})
const frozenConst: { n: number } = { n: 1 }
frozenConst.n++
attempt('const', () => frozenConst.n)
