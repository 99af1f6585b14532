// A segment for a connection that is open, or closing: RFC 9293 §3.10.7.4, with the cautions of RFC 5961.
import {
  STATE, TELL_READABLE_BIT, type Connection, type ConnectionOwner,
} from './connection.ts'
import { ACK_BIT, CONTROL_MASK, FIN_BIT, RST_BIT, SYN_BIT, TCP_HEADER_BYTES } from './header.ts'
import { unreachableState } from './never.ts'
import type { Segment } from './segment.ts'
import { distance } from './sequence.ts'
import { TCP_EVENT, TCP_RECEIVED, type TcpReceivedOutcome } from './statistics.ts'

/** RFC 5961 §7: challenges of one connection are so far apart, so that a forger cannot make us send. */
const CHALLENGE_INTERVAL_NS = 100e6

/** What `arriveExpected` gives where the segment is not of the kind that it handles. */
export const UNEXPECTED = -1

/**
 * The two kinds of segments that come most, where everything is as it should be (Jacobson's header prediction, RFC 7323
 * §4.4): the next bytes, or an acknowledgment and nothing else. All conditions of `arrive` hold for them by a few
 * comparisons.
 */
export function arriveExpected(
  connection: Connection, segment: Segment, owner: ConnectionOwner,
): TcpReceivedOutcome | typeof UNEXPECTED {
  const { sender, receiver } = connection
  const isPlain = connection.state === STATE.established && (segment.flags & CONTROL_MASK) === ACK_BIT &&
    segment.headerBytes === TCP_HEADER_BYTES && segment.sequence === receiver.next
  if (!isPlain) return UNEXPECTED
  const acknowledged = distance(sender.unacknowledged, segment.acknowledgment)
  if (acknowledged < 0 || acknowledged > sender.flightBytes) return UNEXPECTED
  const dataBytes = segment.dataEnd - segment.dataStart
  // A repeated acknowledgment may tell a loss.
  if (dataBytes === 0 ? acknowledged === 0 : !receiver.isNextSimple(dataBytes)) return UNEXPECTED
  connection.heardNs = owner.nowNs
  if (acknowledged > 0) {
    sender.acknowledge(segment.acknowledgment, owner.nowNs)
    connection.didFree()
  }
  sender.tellWindow(segment.sequence, segment.acknowledgment, segment.window)
  if (dataBytes === 0) return TCP_RECEIVED.acknowledgment
  receiver.append(segment.bytes, segment.dataStart, segment.dataEnd, owner.nowNs)
  connection.toTell |= TELL_READABLE_BIT
  return TCP_RECEIVED.data
}

/** Any segment in any state from ESTABLISHED on. */
export function arrive(connection: Connection, segment: Segment, owner: ConnectionOwner): TcpReceivedOutcome {
  const { receiver } = connection
  const { flags } = segment
  const ahead = distance(receiver.next, segment.sequence)
  const { window } = receiver
  if ((flags & RST_BIT) !== 0) return arriveReset(connection, ahead, window, owner)
  // RFC 5961 §4.2: whatever its number; a peer that began anew answers the challenge with a reset.
  if ((flags & SYN_BIT) !== 0) {
    challenge(connection, owner)
    return TCP_RECEIVED.challengedSyn
  }
  if ((flags & ACK_BIT) === 0) return TCP_RECEIVED.noAcknowledgment
  const verdict = checkSequence(connection, segment, ahead, window)
  if (verdict !== TCP_RECEIVED.data) {
    // First: "if an incoming segment is not acceptable, an acknowledgment should be sent in reply"
    receiver.mustAcknowledge = true
    if (connection.state === STATE.timeWait) owner.enterTimeWait(connection)
    return verdict
  }
  const refusal = checkAcknowledgment(connection, segment, owner)
  if (refusal !== TCP_RECEIVED.acknowledgment) return refusal
  connection.heardNs = owner.nowNs
  const outcome = takeAcknowledgment(connection, segment, owner)
  if (connection.state === STATE.closed) return outcome
  if (segment.dataEnd === segment.dataStart && (flags & FIN_BIT) === 0) return outcome
  return takeData(connection, segment, owner)
}

/** The part of `arrive` that RFC 5961 §3.2 puts before all others. */
function arriveReset(
  connection: Connection, ahead: number, window: number, owner: ConnectionOwner,
): TcpReceivedOutcome {
  if (ahead === 0) {
    owner.counters.countEvent(TCP_EVENT.resetByPeer)
    // RFC 9293 §3.10.7.4, second: after both FINs a reset takes nothing away (RFC 1337 §3 would even ignore it).
    const { state } = connection
    const isFinished = state === STATE.timeWait || ((state === STATE.closing || state === STATE.lastAck) &&
      connection.sender.isFinAcknowledged)
    owner.end(connection, isFinished ? 'finished' : 'reset')
    return TCP_RECEIVED.reset
  }
  if (ahead < 0 || ahead > window) return TCP_RECEIVED.strayReset
  challenge(connection, owner)
  return TCP_RECEIVED.challengedReset
}

/** An acknowledgment that makes an honest peer say where it stands (RFC 5961 §3.2). */
function challenge(connection: Connection, owner: ConnectionOwner): void {
  if (owner.nowNs - connection.challengedNs < CHALLENGE_INTERVAL_NS) {
    owner.counters.countEvent(TCP_EVENT.challengesSuppressed)
    return
  }
  connection.challengedNs = owner.nowNs
  owner.counters.countEvent(TCP_EVENT.challengesSent)
  connection.receiver.mustAcknowledge = true
}

/**
 * First: whether any of the segment is in the window; `data` if so. Two are let through that the letter refuses: one
 * without length at the right edge, which is all that a peer whose last window was lost can send; and one at a closed
 * window, whose acknowledgment counts though its bytes do not (RFC 9293 §3.10.7.4: "special allowance").
 */
function checkSequence(connection: Connection, segment: Segment, ahead: number, window: number): TcpReceivedOutcome {
  const { length } = segment
  if (length === 0) {
    if (ahead >= 0 && ahead <= window) return TCP_RECEIVED.data
    return ahead < 0 ? TCP_RECEIVED.duplicate : TCP_RECEIVED.outOfWindow
  }
  if (ahead + length <= 0) return TCP_RECEIVED.duplicate
  if (ahead < window || (window === 0 && ahead === 0)) return TCP_RECEIVED.data
  // A FIN takes no room.
  const isBareFin = length === 1 && (segment.flags & FIN_BIT) !== 0
  if (isBareFin && ahead === window) return TCP_RECEIVED.data
  return connection.receiver.isEnded ? TCP_RECEIVED.afterEnd : TCP_RECEIVED.outOfWindow
}

/** Fifth, with RFC 5961 §5.2: `acknowledgment` if it may be an honest one. */
function checkAcknowledgment(
  connection: Connection, segment: Segment, owner: ConnectionOwner,
): TcpReceivedOutcome {
  const { sender } = connection
  if (distance(sender.highest, segment.acknowledgment) > 0) {
    challenge(connection, owner)
    return TCP_RECEIVED.acknowledgmentAhead
  }
  if (distance(segment.acknowledgment, sender.unacknowledged) > sender.maximumWindow) {
    challenge(connection, owner)
    return TCP_RECEIVED.acknowledgmentTooOld
  }
  return TCP_RECEIVED.acknowledgment
}

/** Fifth: what was acknowledged, the window, and what the end of our stream changes. */
function takeAcknowledgment(connection: Connection, segment: Segment, owner: ConnectionOwner): TcpReceivedOutcome {
  const { sender } = connection
  const { acknowledgment } = segment
  const newBytes = distance(sender.unacknowledged, acknowledgment)
  if (newBytes < 0) return TCP_RECEIVED.repeatedAcknowledgment
  if (newBytes === 0) {
    if (sender.tellWindow(segment.sequence, acknowledgment, segment.window)) return TCP_RECEIVED.acknowledgment
    // RFC 5681 §2: something is out, and the segment has nothing else to say.
    if (sender.flightBytes > 0 && !sender.isProbing && segment.length === 0 && sender.duplicate(acknowledgment)) {
      owner.counters.countEvent(TCP_EVENT.fastRetransmits)
    }
    return TCP_RECEIVED.repeatedAcknowledgment
  }
  sender.acknowledge(acknowledgment, owner.nowNs)
  sender.tellWindow(segment.sequence, acknowledgment, segment.window)
  connection.didFree()
  if (sender.isFinAcknowledged) finAcknowledged(connection, owner)
  return TCP_RECEIVED.acknowledgment
}

function finAcknowledged(connection: Connection, owner: ConnectionOwner): void {
  const { state } = connection
  switch (state) {
    case STATE.finWait1:
      connection.state = STATE.finWait2
      break
    case STATE.closing:
      owner.enterTimeWait(connection)
      break
    case STATE.lastAck:
      owner.end(connection, 'finished')
      break
    case STATE.closed:
    case STATE.synSent:
    case STATE.synReceived:
    case STATE.established:
    case STATE.finWait2:
    case STATE.closeWait:
    case STATE.timeWait:
      break
    default:
      unreachableState(state)
  }
}

/** Seventh and eighth: bytes and the end of the peer's stream. */
function takeData(connection: Connection, segment: Segment, owner: ConnectionOwner): TcpReceivedOutcome {
  const { receiver } = connection
  if (receiver.isEnded) {
    // "This should not occur, since a FIN has been received": what the FIN's number allows is a repetition.
    receiver.mustAcknowledge = true
    return segment.dataEnd > segment.dataStart ? TCP_RECEIVED.afterEnd : TCP_RECEIVED.duplicate
  }
  const before = receiver.buffer.length
  const outcome = receiver.receive(segment, owner.nowNs)
  if (receiver.buffer.length > before || receiver.isEnded) connection.toTell |= TELL_READABLE_BIT
  if (receiver.isEnded) finReceived(connection, owner)
  return outcome
}

function finReceived(connection: Connection, owner: ConnectionOwner): void {
  const { state } = connection
  switch (state) {
    case STATE.synReceived:
    case STATE.established:
      connection.state = STATE.closeWait
      break
    case STATE.finWait1:
      // The acknowledgment of our FIN would have made it FIN-WAIT-2 before.
      connection.state = STATE.closing
      break
    case STATE.finWait2:
      owner.enterTimeWait(connection)
      break
    case STATE.closed:
    case STATE.synSent:
    case STATE.closeWait:
    case STATE.closing:
    case STATE.lastAck:
    case STATE.timeWait:
      break
    default:
      unreachableState(state)
  }
}
