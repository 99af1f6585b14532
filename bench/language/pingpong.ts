// Async: players that hand tokens to each other through channels. argv: number of exchanges.
class Channel<T> {
  private readonly values: T[] = []
  private readonly waiting: ((value: T) => void)[] = []

  send(value: T): void {
    const receiver = this.waiting.shift()
    if (receiver !== undefined) receiver(value)
    else this.values.push(value)
  }

  receive(): Promise<T> {
    const value = this.values.shift()
    if (value !== undefined) return Promise.resolve(value)
    return new Promise((resolve) => this.waiting.push(resolve))
  }
}

interface Token {
  hops: number
  sum: number
}

async function touch(token: Token, by: number): Promise<Token> {
  return { hops: token.hops + 1, sum: (token.sum * 31 + by) % 1000003 }
}

async function player(id: number, input: Channel<Token>, output: Channel<Token>, rounds: number): Promise<number> {
  let seen = 0
  for (let i = 0; i < rounds; i++) {
    const token = await input.receive()
    seen += token.sum & 1
    output.send(await touch(token, id))
  }
  return seen
}

async function main(rounds: number): Promise<void> {
  const there = new Channel<Token>()
  const back = new Channel<Token>()
  there.send({ hops: 0, sum: 1 })
  const [a, b] = await Promise.all([player(1, there, back, rounds), player(2, back, there, rounds)])
  const last = await there.receive()
  console.log(a, b, last.hops, last.sum)
}

await main(Number(process.argv[2] ?? '100'))
