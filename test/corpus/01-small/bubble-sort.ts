function bubbleSort(list: number[]): number[] {
  const a = list.slice()
  for (let i = 0; i < a.length; i++) {
    for (let j = 0; j + 1 < a.length - i; j++) {
      if (a[j] > a[j + 1]) {
        const t = a[j]
        a[j] = a[j + 1]
        a[j + 1] = t
      }
    }
  }
  return a
}
console.log(bubbleSort([5, 2, 9, -1, 0, 3.5]), bubbleSort([]), bubbleSort([1]))
