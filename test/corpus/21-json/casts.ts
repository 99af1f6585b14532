// JSON.parse with casts: the data need not be what the type says.
interface User {
  id: number
  name: string
  email?: string
  tags: string[]
  address: { street: string; zip: number }
}

class Directory {
  users: User[] = []

  load(text: string): number {
    const parsed = JSON.parse(text) as User[]
    for (const user of parsed) this.users.push(user)
    return this.users.length
  }

  find(id: number): User | undefined {
    return this.users.find((u) => u.id === id)
  }

  zips(): number[] {
    return this.users.map((u) => u.address?.zip)
  }
}

const directory = new Directory()
console.log(directory.load('[{"id":1,"name":"ann","tags":["a","b"],"address":{"street":"s","zip":123}}]'))
console.log(
  directory.load('[{"id":"2","name":null,"tags":"not an array","extra":[1,2.5,-0,1e400],"address":{"zip":"456"}},{"id":3}]'),
)
console.log(directory.users)
console.log(directory.find(1)?.name, directory.find(2)?.name, directory.find(3)?.tags)
console.log(directory.zips(), directory.zips().map((z) => z + 1))
for (const user of directory.users) {
  try {
    console.log(user.id + 1, user.tags.length, user.name?.length ?? 'no name', user.address.zip * 2)
  } catch (e) {
    console.log((e as Error).message)
  }
}
console.log(JSON.stringify(directory.users))
console.log(JSON.stringify(directory.users[0], null, 2))

const numbers = JSON.parse('[1,2,"3",null,4.5]') as number[]
let total: number = 0
for (const n of numbers) total += n
console.log(total, typeof total, Math.max(...numbers))
const table = JSON.parse('{"b":1,"a":2,"1":3,"__proto__":4,"a":5}') as Record<string, number>
console.log(Object.keys(table), table.a, table['__proto__'], table.missing)
for (const text of ['', '{', '[1,]', '{"a":1,}', 'nul', '"abc', '01', '{"a" 1}', '[1 2]', '\u0001']) {
  try {
    console.log(JSON.parse(text))
  } catch (e) {
    console.log((e as Error).name, (e as Error).message)
  }
}
