const stock: Record<string, number> = { apple: 3, pear: 5 }
stock.plum = 1
stock['fig'] = 2
for (const key in stock) console.log(key, stock[key])
console.log(Object.keys(stock), Object.values(stock))
console.log('apple' in stock, 'kiwi' in stock, stock.kiwi)
delete stock.pear
console.log(stock)
const counts: Record<string, number> = {}
for (const word of 'the cat and the dog and the bird'.split(' ')) counts[word] = (counts[word] || 0) + 1
console.log(counts)
for (const [key, n] of Object.entries(counts)) console.log(`${key}=${n}`)
