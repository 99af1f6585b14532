function search(list: string[], wanted: string): number {
  let low = 0
  let high = list.length - 1
  while (low <= high) {
    const middle = (low + high) >>> 1
    if (list[middle] === wanted) return middle
    if (list[middle] < wanted) low = middle + 1
    else high = middle - 1
  }
  return ~low
}
const names = ['ann', 'bob', 'cyd', 'dan', 'eve']
for (const n of [...names, 'abe', 'zoe', 'cat']) console.log(n, search(names, n))
