// The mutated twin of pingpong.ts: other names, other order, one more class, other sizes. argv: number of laps.
interface Baton {
  total: number
  passes: number
}

async function race(laps: number): Promise<void> {
  const track = [new Lane<Baton>(), new Lane<Baton>(), new Lane<Baton>()]
  track[0].give({ total: 7, passes: 0 })
  const runners = track.map((lane, n) => run(new Stamp(n + 3), lane, track[(n + 1) % track.length], laps))
  const odd = await Promise.all(runners)
  const end = await track[0].take()
  console.log(odd.join(' '), end.passes, end.total)
}

async function run(stamp: Stamp, from: Lane<Baton>, to: Lane<Baton>, laps: number): Promise<number> {
  let odd = 0
  for (let lap = 0; lap < laps; lap++) {
    const baton = await from.take()
    odd += baton.total & 1
    to.give(await stamp.press(baton))
  }
  return odd
}

class Stamp {
  constructor(private readonly ink: number) {}

  async press(baton: Baton): Promise<Baton> {
    return { total: (baton.total * 29 + this.ink) % 1000033, passes: baton.passes + 1 }
  }
}

class Lane<T> {
  private readonly takers: ((item: T) => void)[] = []
  private readonly items: T[] = []

  take(): Promise<T> {
    const item = this.items.shift()
    if (item !== undefined) return Promise.resolve(item)
    return new Promise((resolve) => this.takers.push(resolve))
  }

  give(item: T): void {
    const taker = this.takers.shift()
    if (taker !== undefined) taker(item)
    else this.items.push(item)
  }
}

await race(Number(process.argv[2] ?? '100'))
