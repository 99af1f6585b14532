// A UDP echo service (RFC 862) on port 7. A datagram to port 8 is answered with the counters of the network, as JSON.
import { bind, localAddress, statistics } from 'skerry/net'
import type { UdpSocket } from 'skerry/net'

const ECHO_PORT = 7
const COUNTERS_PORT = 8

async function echo(socket: UdpSocket): Promise<never> {
  for (;;) {
    const { bytes, from } = await socket.receive()
    socket.send(bytes, from)
  }
}

async function tellCounters(socket: UdpSocket): Promise<never> {
  const encoder = new TextEncoder()
  for (;;) {
    const { from } = await socket.receive()
    socket.send(encoder.encode(JSON.stringify(statistics())), from)
  }
}

const echoes = bind({ port: ECHO_PORT })
const counters = bind({ port: COUNTERS_PORT })
console.log(`echo on ${localAddress()}, UDP port ${echoes.port}; counters on port ${counters.port}`)
await Promise.all([echo(echoes), tellCounters(counters)])
