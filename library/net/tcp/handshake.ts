// Segments for connections that are not open yet: SYN-SENT and SYN-RECEIVED (RFC 9293 §3.10.7.3, §3.10.7.4).
import { arrive } from './arrival.ts'
import { STATE, type Connection, type ConnectionOwner } from './connection.ts'
import { ACK_BIT, RST_BIT, SYN_BIT } from './header.ts'
import { NO_WINDOW_SCALE } from './options.ts'
import type { Segment } from './segment.ts'
import { distance } from './sequence.ts'
import { TCP_EVENT, TCP_RECEIVED, type TcpReceivedOutcome } from './statistics.ts'

/** What the peer's SYN says: where its numbers begin, what it takes, whether windows are scaled. */
export function takeSyn(connection: Connection, segment: Segment, owner: ConnectionOwner): void {
  const { sender, receiver } = connection
  const { options } = segment
  receiver.start(segment.sequence)
  sender.limitSegments(options.maximumSegmentBytes, owner.writer.segmentBytes)
  connection.heardNs = owner.nowNs
  // RFC 7323 §2.2: both must offer.
  connection.offersScale = connection.offersScale && options.windowScale !== NO_WINDOW_SCALE
  if (connection.offersScale) {
    sender.useScale(options.windowScale)
    receiver.useScale()
  }
  sender.firstWindow(segment.sequence, segment.acknowledgment, segment.window, true)
}

/** RFC 9293 §3.10.7.3 */
export function arriveInSynSent(
  connection: Connection, segment: Segment, owner: ConnectionOwner,
): TcpReceivedOutcome {
  const { sender, receiver } = connection
  const { flags } = segment
  const hasAck = (flags & ACK_BIT) !== 0
  // First: SND.UNA < SEG.ACK =< SND.NXT, which is our SYN and nothing else
  if (hasAck && distance(sender.initialSequence, segment.acknowledgment) !== sender.flightBytes) {
    if ((flags & RST_BIT) !== 0) return TCP_RECEIVED.strayReset
    owner.refuse(segment)
    return TCP_RECEIVED.badHandshake
  }
  // Second
  if ((flags & RST_BIT) !== 0) {
    if (!hasAck || sender.flightBytes === 0) return TCP_RECEIVED.strayReset
    owner.counters.countEvent(TCP_EVENT.refused)
    owner.end(connection, 'refused')
    return TCP_RECEIVED.reset
  }
  // Fourth. Data or FIN with the SYN are left out: the peer sends them again.
  if ((flags & SYN_BIT) === 0) return TCP_RECEIVED.noSyn
  takeSyn(connection, segment, owner)
  if (hasAck && sender.flightBytes > 0) {
    sender.open(owner.nowNs)
    receiver.mustAcknowledge = true
    becomeEstablished(connection, owner)
  } else {
    // Both asked at once (RFC 9293 §3.5, figure 8).
    connection.state = STATE.synReceived
    sender.mustRetransmit = true
  }
  return TCP_RECEIVED.handshake
}

/** RFC 9293 §3.10.7.4 for SYN-RECEIVED. */
export function arriveInSynReceived(
  connection: Connection, segment: Segment, owner: ConnectionOwner,
): TcpReceivedOutcome {
  const { sender, receiver } = connection
  const { flags } = segment
  const ahead = distance(receiver.next, segment.sequence)
  if ((flags & RST_BIT) !== 0) {
    // RFC 5961 §3.2 for what is not exactly the next. Where a listener waits it goes on waiting.
    if (ahead !== 0) return TCP_RECEIVED.strayReset
    if (connection.listener === null) owner.counters.countEvent(TCP_EVENT.refused)
    owner.end(connection, 'refused')
    return TCP_RECEIVED.reset
  }
  const isPeersSyn = (flags & SYN_BIT) !== 0 && ahead === -1
  if (isPeersSyn && (flags & ACK_BIT) === 0) {
    // Our answer was lost, or is on its way.
    sender.mustRetransmit = true
    return TCP_RECEIVED.duplicate
  }
  if (!isPeersSyn) {
    if (ahead + segment.length < 0 || ahead > receiver.window) {
      receiver.mustAcknowledge = true
      return ahead < 0 ? TCP_RECEIVED.duplicate : TCP_RECEIVED.outOfWindow
    }
    // Fourth: RFC 5961 §4.2 as in the states that follow; a listener's connection is simply not there any more.
    if ((flags & SYN_BIT) !== 0) {
      if (connection.listener !== null) owner.end(connection, 'reset')
      else receiver.mustAcknowledge = true
      return TCP_RECEIVED.challengedSyn
    }
    if ((flags & ACK_BIT) === 0) return TCP_RECEIVED.noAcknowledgment
  }
  // Fifth: SND.UNA < SEG.ACK =< SND.NXT
  const acknowledged = distance(sender.initialSequence, segment.acknowledgment)
  if (acknowledged <= 0 || acknowledged > sender.flightBytes) {
    owner.refuse(segment)
    return TCP_RECEIVED.badHandshake
  }
  sender.open(owner.nowNs)
  sender.firstWindow(segment.sequence, segment.acknowledgment, segment.window, isPeersSyn)
  becomeEstablished(connection, owner)
  if (isPeersSyn) {
    receiver.mustAcknowledge = true
    return TCP_RECEIVED.handshake
  }
  // "… and continue processing"
  if (segment.length > 0) return arrive(connection, segment, owner)
  connection.heardNs = owner.nowNs
  return TCP_RECEIVED.handshake
}

/** A program that has closed already has its FIN sent now (RFC 9293 §3.10.4). */
function becomeEstablished(connection: Connection, owner: ConnectionOwner): void {
  connection.sender.mustRetransmit = false
  connection.state = connection.sender.isEnding ? STATE.finWait1 : STATE.established
  owner.established(connection)
}
