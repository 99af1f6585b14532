interface User {
  name: string
  address?: { city?: string }
  tags: string[] | null
}

const users: User[] = [
  { name: 'a', address: { city: 'Oslo' }, tags: ['x'] },
  { name: 'b', address: {}, tags: null },
  { name: 'c', tags: [] },
]
for (const user of users) {
  console.log(user.name, user.address?.city ?? 'nowhere', user.tags?.length ?? -1, user.tags?.[0])
}
let value: number | undefined
value ??= 5
value &&= 6
value ||= 7
console.log(value, typeof value, typeof undefined, typeof null, typeof 'a', typeof {}, typeof (() => 1))
