// A binary heap and Dijkstra's shortest paths over a grid and a graph of named cities.
class PriorityQueue<T> {
  private readonly heap: { priority: number; value: T }[] = []

  get size(): number {
    return this.heap.length
  }

  push(value: T, priority: number): void {
    this.heap.push({ priority, value })
    let i = this.heap.length - 1
    while (i > 0) {
      const parent = (i - 1) >> 1
      if (this.heap[parent].priority <= this.heap[i].priority) break
      ;[this.heap[parent], this.heap[i]] = [this.heap[i], this.heap[parent]]
      i = parent
    }
  }

  pop(): T | undefined {
    const top = this.heap[0]
    const last = this.heap.pop()
    if (top === undefined || last === undefined) return undefined
    if (this.heap.length > 0) {
      this.heap[0] = last
      this.sink(0)
    }
    return top.value
  }

  private sink(i: number): void {
    for (;;) {
      const left = 2 * i + 1
      let least = i
      if (left < this.heap.length && this.heap[left].priority < this.heap[least].priority) least = left
      if (left + 1 < this.heap.length && this.heap[left + 1].priority < this.heap[least].priority) least = left + 1
      if (least === i) return
      ;[this.heap[least], this.heap[i]] = [this.heap[i], this.heap[least]]
      i = least
    }
  }
}

class Graph {
  private readonly edges = new Map<string, Map<string, number>>()

  connect(a: string, b: string, distance: number): this {
    for (const [from, to] of [[a, b], [b, a]]) {
      if (!this.edges.has(from)) this.edges.set(from, new Map())
      this.edges.get(from)!.set(to, distance)
    }
    return this
  }

  shortest(from: string, to: string): { distance: number; path: string[] } | null {
    const distance: Record<string, number> = { [from]: 0 }
    const previous: Record<string, string | undefined> = {}
    const queue = new PriorityQueue<string>()
    queue.push(from, 0)
    for (let node = queue.pop(); node !== undefined; node = queue.pop()) {
      if (node === to) break
      for (const [next, length] of this.edges.get(node) ?? []) {
        const candidate = distance[node] + length
        if (candidate < (distance[next] ?? Infinity)) {
          distance[next] = candidate
          previous[next] = node
          queue.push(next, candidate)
        }
      }
    }
    if (distance[to] === undefined) return null
    const path: string[] = []
    for (let n: string | undefined = to; n !== undefined; n = previous[n]) path.unshift(n)
    return { distance: distance[to], path }
  }
}

const graph = new Graph()
  .connect('oslo', 'bergen', 463).connect('oslo', 'trondheim', 494).connect('bergen', 'stavanger', 209)
  .connect('oslo', 'kristiansand', 320).connect('kristiansand', 'stavanger', 233).connect('trondheim', 'tromso', 1095)
  .connect('reykjavik', 'akureyri', 388)
console.log(graph.shortest('stavanger', 'tromso'))
console.log(graph.shortest('oslo', 'stavanger'), graph.shortest('oslo', 'reykjavik'), graph.shortest('nowhere', 'oslo'), graph.shortest('oslo', 'oslo'))

const maze = [
  '..#.......', '.##.####.#', '....#..#..', '.####.##.#', '......#...', '.####.#.#.', '.#....#.#.', '.#.####.#.', '.#......#.', '...####...',
].map((row) => [...row])
function solve(width: number, height: number): number[][] {
  const cost = maze.map((row) => row.map(() => Infinity))
  const queue = new PriorityQueue<[number, number]>()
  cost[0][0] = 0
  queue.push([0, 0], 0)
  while (queue.size > 0) {
    const [x, y] = queue.pop()!
    for (const [dx, dy] of [[1, 0], [0, 1], [-1, 0], [0, -1]]) {
      const nx = x + dx
      const ny = y + dy
      if (maze[ny]?.[nx] !== '.') continue
      const c = cost[y][x] + 1
      if (c < cost[ny][nx]) {
        cost[ny][nx] = c
        queue.push([nx, ny], c)
      }
    }
  }
  return cost.slice(0, height).map((row) => row.slice(0, width))
}
for (const row of solve(10, 10)) console.log(row.map((c) => (c === Infinity ? '##' : String(c).padStart(2, '0'))).join(' '))
const queue = new PriorityQueue<number>()
const input = Array.from({ length: 50 }, (_, i) => (i * 37) % 53)
for (const n of input) queue.push(n, n)
const sorted: number[] = []
while (queue.size > 0) sorted.push(queue.pop()!)
console.log(sorted.join(), queue.pop())
