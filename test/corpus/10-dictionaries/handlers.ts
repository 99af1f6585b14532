// Functions found under a computed name, some of which are those of Object.prototype, called with and without a receiver.

type Handler = (...args: any[]) => unknown

const handlers: Record<string, Handler> = {
  add: ([a, b]: [number, number]) => a + b,
  greet: ({ name = 'nobody', mark = '!' }: { name?: string; mark?: string }) => `hello ${name}${mark}`,
  async later(n: number) {
    await null
    if (n < 0) throw new RangeError('negative')
    return { later: n * 2 }
  },
}

async function call(text: string): Promise<string> {
  const request = JSON.parse(text) as { name: string; params: unknown }
  const handler = handlers[request.name]
  if (!handler) return `no ${request.name}`
  try {
    const result = await handler(request.params)
    return JSON.stringify({ own: Object.hasOwn(handlers, request.name), result: result ?? null })
  } catch (error) {
    return `${(error as Error).name}: ${(error as Error).message}`
  }
}

const requests = [
  '{"name": "add", "params": [1, 2.5]}', '{"name": "greet", "params": {"name": "you"}}', '{"name": "later", "params": 21}',
  '{"name": "later", "params": -1}', '{"name": "missing", "params": {"filter": 1}}', '{"name": "toString", "params": null}',
  '{"name": "valueOf", "params": 1}', '{"name": "constructor", "params": {"a": [1]}}', '{"name": "hasOwnProperty", "params": "a"}',
]
for (const request of requests) console.log(await call(request))
console.log((await Promise.all(requests.slice(0, 3).map(call))).filter((line) => line.includes('own')).length)

function onReceiver(receiver: Record<string, any>, name: string, argument?: unknown): unknown {
  try {
    return receiver[name](argument)
  } catch (error) {
    return (error as Error).message
  }
}
const receivers: Record<string, any>[] = [{ a: 1 }, [1, 2], new Map(), () => 1, { toString: undefined }, 'text' as any]
for (const receiver of receivers) {
  const bare = receiver['toString'] as undefined | (() => string)
  console.log(onReceiver(receiver, 'toString'), onReceiver(receiver, 'valueOf') === receiver, onReceiver(receiver, 'hasOwnProperty', 'a'), typeof bare)
}
const tag = ({} as Record<string, () => string>)['toString']
console.log(tag(), tag.call(null), tag.call([]))
