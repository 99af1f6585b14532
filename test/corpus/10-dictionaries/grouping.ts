// Dictionary of classes, nested dictionaries, computed keys, Object.fromEntries and groupBy.
interface Sale {
  region: string
  product: string
  amount: number
}

class Table {
  rows: Record<string, Record<string, number>> = {}

  add({ region, product, amount }: Sale): void {
    const row = (this.rows[region] ??= {})
    row[product] = (row[product] ?? 0) + amount
  }

  cell(region: string, product: string): number | undefined {
    return this.rows[region]?.[product]
  }

  totals(): Record<string, number> {
    const result: Record<string, number> = {}
    for (const [region, row] of Object.entries(this.rows)) {
      for (const amount of Object.values(row)) result[region] = (result[region] || 0) + amount
    }
    return result
  }
}

const sales: Sale[] = [
  { region: 'north', product: 'nut', amount: 5 },
  { region: 'south', product: 'bolt', amount: 2.5 },
  { region: 'north', product: 'bolt', amount: 1 },
  { region: 'north', product: 'nut', amount: 4 },
]
const table = new Table()
sales.forEach((sale) => table.add(sale))
console.log(table.rows)
console.log(table.cell('north', 'nut'), table.cell('north', 'screw'), table.cell('east', 'nut'))
console.log(table.totals())

const byRegion = Object.groupBy(sales, (sale) => sale.region)
console.log(Object.keys(byRegion), byRegion.north?.length, byRegion['west'])
const flipped = Object.fromEntries(Object.entries(table.totals()).map(([k, v]) => [`${k}!`, v * 10]))
console.log(flipped)

function pluck<K extends string>(keys: K[], from: Record<string, number>): Record<K, number> {
  const out = {} as Record<K, number>
  for (const key of keys) out[key] = from[key]
  return out
}
console.log(pluck(['north', 'west'], table.totals()))
const prefix = 'key'
const computed = { [prefix + 1]: 'a', [prefix + 2]: 'b', [`${prefix}-${3}`]: 'c' }
console.log(computed, Object.keys(computed).length)
let found = 0
for (const key in computed) if (key.startsWith('key')) found++
console.log(found)
