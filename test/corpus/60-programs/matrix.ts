// Matrix arithmetic: product, determinant, inverse by elimination, transposition, powers, printing.
class Matrix {
  private constructor(readonly rows: number, readonly columns: number, private readonly cells: Float64Array) {}

  static from(rows: number[][]): Matrix {
    const m = Matrix.zero(rows.length, rows[0].length)
    rows.forEach((row, y) => row.forEach((v, x) => m.set(y, x, v)))
    return m
  }

  static zero(rows: number, columns: number): Matrix {
    return new Matrix(rows, columns, new Float64Array(rows * columns))
  }

  static identity(n: number): Matrix {
    const m = Matrix.zero(n, n)
    for (let i = 0; i < n; i++) m.set(i, i, 1)
    return m
  }

  get(y: number, x: number): number {
    return this.cells[y * this.columns + x]
  }

  set(y: number, x: number, value: number): void {
    this.cells[y * this.columns + x] = value
  }

  times(other: Matrix): Matrix {
    if (this.columns !== other.rows) throw new RangeError(`cannot multiply ${this.columns} by ${other.rows}`)
    const result = Matrix.zero(this.rows, other.columns)
    for (let y = 0; y < this.rows; y++) {
      for (let x = 0; x < other.columns; x++) {
        let sum = 0
        for (let k = 0; k < this.columns; k++) sum += this.get(y, k) * other.get(k, x)
        result.set(y, x, sum)
      }
    }
    return result
  }

  power(n: number): Matrix {
    let result = Matrix.identity(this.rows)
    let base: Matrix = this
    for (; n > 0; n >>= 1) {
      if (n & 1) result = result.times(base)
      base = base.times(base)
    }
    return result
  }

  transposed(): Matrix {
    const result = Matrix.zero(this.columns, this.rows)
    for (let y = 0; y < this.rows; y++) for (let x = 0; x < this.columns; x++) result.set(x, y, this.get(y, x))
    return result
  }

  private copy(): Matrix {
    return new Matrix(this.rows, this.columns, this.cells.slice())
  }

  private swapRows(a: number, b: number): void {
    for (let x = 0; x < this.columns; x++) {
      const t = this.get(a, x)
      this.set(a, x, this.get(b, x))
      this.set(b, x, t)
    }
  }

  private addRow(from: number, to: number, factor: number): void {
    for (let x = 0; x < this.columns; x++) this.set(to, x, this.get(to, x) + factor * this.get(from, x))
  }

  eliminate(): { determinant: number; inverse: Matrix | null } {
    const m = this.copy()
    const inverse = Matrix.identity(this.rows)
    let determinant = 1
    for (let i = 0; i < this.rows; i++) {
      let pivot = i
      for (let y = i + 1; y < this.rows; y++) if (Math.abs(m.get(y, i)) > Math.abs(m.get(pivot, i))) pivot = y
      if (m.get(pivot, i) === 0) return { determinant: 0, inverse: null }
      if (pivot !== i) {
        m.swapRows(pivot, i)
        inverse.swapRows(pivot, i)
        determinant = -determinant
      }
      const p = m.get(i, i)
      determinant *= p
      for (let x = 0; x < this.columns; x++) {
        m.set(i, x, m.get(i, x) / p)
        inverse.set(i, x, inverse.get(i, x) / p)
      }
      for (let y = 0; y < this.rows; y++) {
        if (y === i) continue
        const f = -m.get(y, i)
        m.addRow(i, y, f)
        inverse.addRow(i, y, f)
      }
    }
    return { determinant, inverse }
  }

  toString(): string {
    const lines: string[] = []
    for (let y = 0; y < this.rows; y++) {
      lines.push(Array.from({ length: this.columns }, (_, x) => this.get(y, x).toFixed(3).padStart(10)).join(''))
    }
    return lines.join('\n')
  }
}

const a = Matrix.from([[2, -1, 0], [-1, 2, -1], [0, -1, 2]])
const { determinant, inverse } = a.eliminate()
console.log(determinant)
console.log(String(inverse))
console.log(String(a.times(inverse!)))
console.log(Matrix.from([[1, 2], [2, 4]]).eliminate())
console.log(Matrix.from([[1, 1], [1, 0]]).power(50).get(0, 1))
console.log(Matrix.from([[1, 2, 3], [4, 5, 6]]).transposed().toString(), Matrix.from([[0, -0], [NaN, 1 / 3]]))
try {
  a.times(Matrix.zero(2, 2))
} catch (e) {
  console.log(String(e))
}
let seed = 7
const random = Matrix.from(Array.from({ length: 8 }, () => Array.from({ length: 8 }, () => (seed = (seed * 16807) % 2147483647) % 100)))
const solved = random.eliminate()
console.log(solved.determinant)
console.log(String(solved.inverse!.times(random)))
