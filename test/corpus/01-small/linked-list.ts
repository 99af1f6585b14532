interface Link {
  value: number
  next: Link | null
}
function fromArray(values: number[]): Link | null {
  let head: Link | null = null
  for (let i = values.length - 1; i >= 0; i--) head = { value: values[i], next: head }
  return head
}
function reverse(list: Link | null): Link | null {
  let result: Link | null = null
  while (list !== null) {
    const next: Link | null = list.next
    list.next = result
    result = list
    list = next
  }
  return result
}
function sum(list: Link | null): number {
  return list === null ? 0 : list.value + sum(list.next)
}
const list = fromArray([1, 2, 3, 4])
console.log(sum(list), list)
console.log(JSON.stringify(reverse(list)))
