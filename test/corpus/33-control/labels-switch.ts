// Labelled loops and blocks, switch with fall-through, default in the middle, strict comparison, nested breaks.
function find(matrix: number[][], wanted: number): string {
  let steps = 0
  outer: for (let y = 0; y < matrix.length; y++) {
    for (let x = 0; x < matrix[y].length; x++) {
      steps++
      if (matrix[y][x] === wanted) return `${x},${y} after ${steps}`
      if (matrix[y][x] < 0) continue outer
      if (matrix[y][x] > 100) break outer
    }
  }
  return 'not found after ' + steps
}

const matrix = [[1, 2, 3], [4, -1, 5], [6, 7, 8], [200, 9, 10]]
for (const wanted of [3, 5, 8, 9, 10]) console.log(wanted, find(matrix, wanted))

function fall(x: unknown): string {
  let out = ''
  switch (x) {
    case 1:
      out += 'one '
    case 2:
      out += 'two '
      break
    default:
      out += 'default '
    case '1':
      out += 'string one '
    case null:
      out += 'null '
      break
    case NaN:
      out += 'never'
    case undefined:
      return out + 'undefined'
  }
  return out + 'end'
}
console.log([1, 2, 3, '1', null, NaN, undefined, true].map(fall))

class Machine {
  private pc = 0
  readonly out: number[] = []

  run(program: string): number[] {
    let acc = 0
    loop: while (true) {
      const op = program[this.pc++]
      switch (op) {
        case '+':
          acc++
          continue loop
        case '-':
          acc--
          continue
        case 'o':
          this.out.push(acc)
          break
        case '?':
          if (acc > 3) break loop
          this.pc = 0
          break
        case undefined:
          break loop
      }
      acc *= 2
    }
    return this.out
  }
}
console.log(new Machine().run('++o-?'), new Machine().run('+o+o'))

function order(log: string[]): string {
  const c = (s: string, v: number): number => (log.push(s), v)
  switch (c('value', 2)) {
    case c('a', 1):
      log.push('in a')
    case c('b', 2):
      log.push('in b')
      break
    case c('c', 2):
      log.push('in c')
  }
  return log.join()
}
console.log(order([]))
block: {
  if (matrix.length > 3) break block
  console.log('not reached')
}
let i = 0
do {
  i++
  if (i === 2) continue
  if (i > 4) break
} while (i < 10)
console.log(i)
for (;;) {
  if (++i > 7) break
}
for (let a = 0, b = 10; a < b; a += 3, b--) console.log(a, b)
const grade = (n: number): string => {
  switch (true) {
    case n >= 90: return 'A'
    case n >= 50: return 'B'
    default: return 'C'
  }
}
console.log([95, 50, 3].map(grade), (i++, i++, i))
if (i) for (const k in { p: 1 }) if (k) console.log(k)
else console.log('no')
