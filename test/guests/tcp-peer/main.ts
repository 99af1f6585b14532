// The guest of test/tcp-linux.test.ts: over a connection that it accepts and over one that it opens to the address in its
// argument, it sends a stream and reads another, stopping once until it is told to read on.
import { bind, connect, listen, statistics } from 'skerry/net'
import type { TcpConnection } from 'skerry/net'
import {
  CHUNK_BYTES, CONTROL_PORT, GUEST_PORT, PAUSE_AT_BYTES, PEER_PORT, STREAM_BYTES, StreamBytes, type ConnectionName,
  type EndReport,
} from './protocol.ts'

/** What a reader waits at that has stopped. */
class Gate {
  open: () => void = () => {}
  readonly opened = new Promise<void>((resolve) => {
    this.open = resolve
  })
}

const gates: Record<ConnectionName, Gate> = { accepted: new Gate(), opened: new Gate() }

async function send(name: ConnectionName, connection: TcpConnection): Promise<void> {
  const stream = new StreamBytes(name, 'peer')
  for (let sentBytes = 0; sentBytes < STREAM_BYTES; sentBytes += CHUNK_BYTES) {
    await connection.write(stream.take(CHUNK_BYTES))
  }
  connection.closeWrite()
}

async function receive(name: ConnectionName, connection: TcpConnection): Promise<EndReport> {
  const expected = new StreamBytes(name, 'guest')
  let receivedBytes = 0
  let wrongBytes = 0
  for (;;) {
    if (receivedBytes >= PAUSE_AT_BYTES) await gates[name].opened
    const result = await connection.read()
    if (result.kind !== 'bytes') return { name, receivedBytes, wrongBytes, end: result.kind }
    receivedBytes += result.bytes.length
    wrongBytes += expected.compare(result.bytes)
  }
}

async function exchange(name: ConnectionName, connection: TcpConnection): Promise<void> {
  const [report] = await Promise.all([receive(name, connection), send(name, connection)])
  console.log(JSON.stringify(report))
}

const control = bind({ port: CONTROL_PORT })
const listener = listen({ port: GUEST_PORT }, (connection) => {
  void exchange('accepted', connection)
})
console.log('listening')
void exchange('opened', await connect({ address: process.argv[2], port: PEER_PORT }))

const decoder = new TextDecoder()
for await (const { bytes, from } of control) {
  const command = decoder.decode(bytes)
  if (command === 'finish') break
  if (command === 'report') console.log(JSON.stringify(statistics()))
  else gates[command === 'resume accepted' ? 'accepted' : 'opened'].open()
  control.send(bytes, from)
}
listener.close()
control.close()
