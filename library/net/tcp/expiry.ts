// What the timers of a connection bring (RFC 9293 §3.10.8), and when it is given up (§3.8.3).
import { STATE, type Connection, type ConnectionOwner } from './connection.ts'
import { probe } from './output.ts'
import { TCP_EVENT } from './statistics.ts'

/** RFC 9293 §3.8.3, MUST-23: a SYN is repeated for at least three minutes: 1 + 2 + … + 32 + 60 + 60 s. */
const MAXIMUM_SYN_TIMEOUTS = 7
/**
 * The same for an answer to a SYN would let a flood of SYNs hold the backlog for as long; a minute is Linux's bound.
 */
const MAXIMUM_ANSWER_TIMEOUTS = 5
/** RFC 9293 §3.8.3, SHLD-11 (R2): at least 100 s without any answer. */
const GIVE_UP_NS = 120e9

/** Does what is due; what that lets out is for the caller to send. `retryNs`: when to try again without room below. */
export function runTimers(connection: Connection, owner: ConnectionOwner, retryNs: number): void {
  const { sender, receiver } = connection
  const { nowNs } = owner
  if (connection.state === STATE.timeWait) {
    if (nowNs >= connection.timeWaitNs) owner.end(connection, 'finished')
    return
  }
  if (connection.isUnreachable) {
    owner.end(connection, 'unreachable')
    return
  }
  if (nowNs >= receiver.acknowledgeNs) receiver.mustAcknowledge = true
  if (nowNs < sender.timerNs) return
  if (isHopeless(connection, nowNs)) {
    owner.counters.countEvent(TCP_EVENT.timedOut)
    owner.end(connection, 'timeout')
  } else if (sender.isProbing) {
    if (!probe(connection, owner)) sender.timerNs = nowNs + retryNs
  } else {
    owner.counters.countEvent(TCP_EVENT.timeouts)
    sender.timeOut(nowNs)
  }
}

function isHopeless(connection: Connection, nowNs: number): boolean {
  const { sender } = connection
  if (connection.state === STATE.synSent) return sender.timeouts >= MAXIMUM_SYN_TIMEOUTS
  if (connection.state === STATE.synReceived) return sender.timeouts >= MAXIMUM_ANSWER_TIMEOUTS
  if (sender.timeouts === 0 && !sender.isProbing) return false
  // While the peer answers, be it with a closed window, the connection stays (§3.8.6.1, MUST-37).
  return nowNs - Math.max(sender.troubledNs, connection.heardNs) >= GIVE_UP_NS
}
