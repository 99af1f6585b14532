// TCP on an interface, from the first time that a program asks for it: one that never does has none in its image.
import type { Interface } from './interface.ts'
import { Tcp } from './tcp/engine.ts'

export function tcpOf(owner: Interface): Tcp {
  const attached = owner.tcp
  if (attached !== null) return attached
  const tcp = new Tcp(owner.tcpOutput(), owner.address, owner.rng, owner.nowNs, owner.tcpLimits)
  owner.tcp = tcp
  return tcp
}
