// Throwing a value that is no Error at top level: status 1.
const table: Record<string, { run(): number }> = { a: { run: () => 1 } }
console.log(table.a.run())
try {
  table.b.run()
} catch (e) {
  console.log((e as Error).message)
}
throw { code: 42 }
