function permutations<T>(items: T[]): T[][] {
  if (items.length < 2) return [items]
  return items.flatMap((item, i) => permutations([...items.slice(0, i), ...items.slice(i + 1)]).map((p) => [item, ...p]))
}
console.log(permutations([1, 2, 3]))
console.log(permutations(['a', 'b', 'c', 'd']).map((p) => p.join('')).join(' '))
