// Ports of this machine that are to lead to a guest must be free: QEMU's own message does not say what to do.
import { createSocket } from 'node:dgram'
import { createServer } from 'node:net'
import { CliError } from '../status.ts'
import type { PublishedPort } from './options.ts'

const LOOPBACK = '127.0.0.1'

/** Throws CliError for the first port that cannot be taken. */
export async function checkPorts(published: readonly PublishedPort[]): Promise<void> {
  for (const { protocol, host, guest } of published) {
    const error = protocol === 'tcp' ? await tryTcp(host) : await tryUdp(host)
    if (error === null) continue
    const reason = error.code === 'EADDRINUSE' ? 'is in use' : error.code === 'EACCES' ? 'needs root' : `cannot be used: ${error.message}`
    throw new CliError(`${protocol} port ${host} of this machine ${reason}; publish another, such as --publish ${10000 + host % 10000}:${guest}${protocol === 'udp' ? '/udp' : ''}`)
  }
}

function tryTcp(port: number): Promise<NodeJS.ErrnoException | null> {
  return new Promise((settle) => {
    const server = createServer()
    server.once('error', (error: NodeJS.ErrnoException) => settle(error))
    server.listen(port, LOOPBACK, () => server.close(() => settle(null)))
  })
}

function tryUdp(port: number): Promise<NodeJS.ErrnoException | null> {
  return new Promise((settle) => {
    const socket = createSocket('udp4')
    socket.once('error', (error: NodeJS.ErrnoException) => {
      socket.close()
      settle(error)
    })
    socket.bind(port, LOOPBACK, () => socket.close(() => settle(null)))
  })
}
