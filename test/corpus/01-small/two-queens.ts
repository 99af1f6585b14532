function queens(n: number): number[][] {
  const solutions: number[][] = []
  const place = (columns: number[]): void => {
    if (columns.length === n) {
      solutions.push(columns)
      return
    }
    for (let c = 0; c < n; c++) {
      if (columns.every((q, row) => q !== c && Math.abs(q - c) !== columns.length - row)) place([...columns, c])
    }
  }
  place([])
  return solutions
}
for (let n = 1; n <= 8; n++) console.log(n, queens(n).length)
for (const q of queens(6)[0]) console.log('.'.repeat(q) + 'Q' + '.'.repeat(5 - q))
