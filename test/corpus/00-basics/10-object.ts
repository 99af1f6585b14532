interface Point {
  x: number
  y: number
}

const p: Point = { x: 1, y: 2 }
p.x = 5
console.log(p.x, p.y)

function move(q: Point, dx: number): Point {
  return { x: q.x + dx, y: q.y }
}

const moved = move(p, 10)
console.log(moved.x, moved.y, p.x)
console.log(p, moved)
console.log(p === p, p === moved)
