// The game of life on a sparse set of cells, with string keys, and on a dense typed grid; both must agree.
class SparseLife {
  constructor(public cells: Set<string>) {}

  step(): void {
    const neighbours = new Map<string, number>()
    for (const cell of this.cells) {
      const [x, y] = cell.split(',').map(Number)
      for (let dy = -1; dy <= 1; dy++) {
        for (let dx = -1; dx <= 1; dx++) {
          if (dx === 0 && dy === 0) continue
          const key = `${x + dx},${y + dy}`
          neighbours.set(key, (neighbours.get(key) ?? 0) + 1)
        }
      }
    }
    const next = new Set<string>()
    for (const [key, n] of neighbours) if (n === 3 || (n === 2 && this.cells.has(key))) next.add(key)
    this.cells = next
  }
}

class DenseLife {
  private grid: Uint8Array
  constructor(readonly size: number, cells: Iterable<string>) {
    this.grid = new Uint8Array(size * size)
    for (const cell of cells) {
      const [x, y] = cell.split(',').map(Number)
      this.grid[y * size + x] = 1
    }
  }

  step(): void {
    const { size, grid } = this
    const next = new Uint8Array(grid.length)
    for (let y = 1; y < size - 1; y++) {
      for (let x = 1; x < size - 1; x++) {
        const i = y * size + x
        const n = grid[i - size - 1] + grid[i - size] + grid[i - size + 1] + grid[i - 1] + grid[i + 1] + grid[i + size - 1] + grid[i + size] + grid[i + size + 1]
        next[i] = n === 3 || (n === 2 && grid[i]) ? 1 : 0
      }
    }
    this.grid = next
  }

  toString(): string {
    const lines: string[] = []
    for (let y = 0; y < this.size; y++) {
      let line = ''
      for (let x = 0; x < this.size; x++) line += this.grid[y * this.size + x] ? '#' : '.'
      if (line.includes('#')) lines.push(line)
    }
    return lines.join('\n')
  }

  population(): number {
    return this.grid.reduce((a, b) => a + b, 0)
  }
}

const glider = ['11,10', '12,11', '10,12', '11,12', '12,12']
const blinker = ['20,5', '21,5', '22,5']
const start = [...glider, ...blinker, '30,30', '31,30', '30,31', '31,31', '25,20', '26,20', '24,21', '25,21', '25,22']
const sparse = new SparseLife(new Set(start))
const dense = new DenseLife(48, start)
for (let i = 0; i <= 24; i++) {
  if (i % 8 === 0) console.log(i, sparse.cells.size, dense.population())
  sparse.step()
  dense.step()
}
console.log(String(dense))
console.log([...sparse.cells].sort().slice(0, 6))
