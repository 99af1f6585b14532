const pegs: number[][] = [[4, 3, 2, 1], [], []]
let moves = 0
function move(n: number, from: number, to: number, via: number): void {
  if (n === 0) return
  move(n - 1, from, via, to)
  pegs[to].push(pegs[from].pop()!)
  moves++
  if (moves % 5 === 0) console.log(moves, pegs)
  move(n - 1, via, to, from)
}
move(4, 0, 2, 1)
console.log(moves, pegs)
