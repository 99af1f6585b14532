// What leaves on a connection: its SYN, what is to be sent again, new bytes, a FIN, an acknowledgment.
import { STATE, type Connection, type ConnectionOwner } from './connection.ts'
import { ACK_BIT, FIN_BIT } from './header.ts'
import { distance } from './sequence.ts'
import { unreachableState } from './never.ts'
import { TCP_EVENT } from './statistics.ts'
import { pushBit, SEND } from './writer.ts'

/** Lets out all that may leave now. False: the layer below is full, and more is to be sent. */
export function output(connection: Connection, owner: ConnectionOwner): boolean {
  const { state } = connection
  switch (state) {
    case STATE.closed:
      return true
    case STATE.synSent:
      return sendSyn(connection, owner, 0)
    case STATE.synReceived:
      return sendSyn(connection, owner, ACK_BIT) && sendAcknowledgment(connection, owner)
    case STATE.established:
    case STATE.closeWait:
    case STATE.finWait1:
    case STATE.closing:
    case STATE.lastAck:
      return sendData(connection, owner) && sendAcknowledgment(connection, owner)
    case STATE.finWait2:
    case STATE.timeWait:
      return sendAcknowledgment(connection, owner)
    default:
      return unreachableState(state)
  }
}

function sendSyn(connection: Connection, owner: ConnectionOwner, flags: number): boolean {
  const { sender } = connection
  if (!sender.mustRetransmit) return true
  const outcome = owner.writer.syn(connection, flags)
  if (outcome === SEND.full) return false
  sender.mustRetransmit = false
  if (sender.timeouts > 0) owner.counters.countEvent(TCP_EVENT.retransmitted)
  sender.next = sender.initialSequence
  sender.sent(1, owner.nowNs)
  if (outcome === SEND.unreachable && connection.state === STATE.synSent) {
    // Its end is told with the next tick, which is then due.
    connection.isUnreachable = true
    sender.timerNs = owner.nowNs
  }
  return true
}

function sendAcknowledgment(connection: Connection, owner: ConnectionOwner): boolean {
  if (!connection.receiver.mustAcknowledge) return true
  if (owner.writer.segment(connection, connection.sender.idleSequence, 0, 0, 0) === SEND.full) return false
  owner.counters.countEvent(TCP_EVENT.acknowledgmentsSent)
  return true
}

function sendData(connection: Connection, owner: ConnectionOwner): boolean {
  const { sender } = connection
  if (sender.mustRetransmit && !retransmit(connection, owner)) return false
  if (!sender.hasUnsent) return true
  // RFC 5681 §4.1: after a pause longer than a timeout the path is not known as well any more.
  if (sender.flightBytes === 0 && owner.nowNs - sender.sentNs > sender.timeout.timeoutNs) {
    sender.congestion.restartAfterIdle()
  }
  for (;;) {
    const count = sender.sendableBytes()
    const unsent = distance(sender.next, sender.endSequence)
    const isLast = count === unsent
    const isFin = sender.isEnding && isLast
    if (count === 0 && !(isFin && sender.isFinNext)) break
    if (!sendNext(connection, owner, count, isFin, isLast)) return false
  }
  // RFC 9293 §3.8.6.1: nothing is out whose acknowledgment would tell when the window opens.
  const mustProbe = sender.timerNs === Infinity && distance(sender.next, sender.endSequence) > 0 &&
    sender.next === sender.unacknowledged
  if (mustProbe) sender.startProbing(owner.nowNs)
  return true
}

/** `count` bytes from SND.NXT on, and a FIN. */
function sendNext(
  connection: Connection, owner: ConnectionOwner, count: number, isFin: boolean, isLast: boolean,
): boolean {
  const { sender } = connection
  const sequence = sender.next
  const isAgain = distance(sequence, sender.highest) > 0
  const flags = pushBit(isLast && count > 0) | (isFin ? FIN_BIT : 0)
  const outcome = owner.writer.segment(connection, sequence, flags, sender.offsetOf(sequence), count)
  if (outcome === SEND.full) return false
  if (isAgain) owner.counters.countEvent(TCP_EVENT.retransmitted)
  else if (count > 0) owner.counters.countEvent(TCP_EVENT.dataSent)
  sender.sent(count + (isFin ? 1 : 0), owner.nowNs)
  return true
}

/**
 * The first segment that is not acknowledged, whatever the windows say (RFC 5681 §3.2 step 3, RFC 6298 (5.4)); it
 * asks a peer that has closed its window, too.
 */
function retransmit(connection: Connection, owner: ConnectionOwner): boolean {
  const { sender } = connection
  const sequence = sender.unacknowledged
  const outBytes = Math.min(distance(sequence, sender.endSequence), sender.flightBytes) | 0
  const count = Math.min(outBytes, sender.segmentBytes) | 0
  const isLast = count === distance(sequence, sender.endSequence)
  const isFin = sender.isEnding && isLast && sender.flightBytes > count
  if (count === 0 && !isFin) {
    sender.mustRetransmit = false
    return true
  }
  const flags = pushBit(isLast && count > 0) | (isFin ? FIN_BIT : 0)
  const outcome = owner.writer.segment(connection, sequence, flags, sender.offsetOf(sequence), count)
  if (outcome === SEND.full) return false
  sender.mustRetransmit = false
  sender.forgetTiming()
  owner.counters.countEvent(TCP_EVENT.retransmitted)
  const after = (sequence + count + (isFin ? 1 : 0)) | 0
  if (distance(sender.next, after) > 0) sender.next = after
  if (sender.timerNs === Infinity || sender.isProbing) sender.startTimer(owner.nowNs)
  return true
}

/**
 * The timer of a closed window ran out (RFC 9293 §3.8.6.1): what fits into the window, or one byte where nothing does.
 * False: the layer below is full.
 */
export function probe(connection: Connection, owner: ConnectionOwner): boolean {
  const { sender } = connection
  const unsent = distance(sender.next, sender.endSequence)
  if (unsent <= 0) {
    sender.stopTimer()
    return true
  }
  const fitting = Math.min(Math.min(unsent, sender.window), sender.segmentBytes) | 0
  if (fitting > 0) return sendNext(connection, owner, fitting, false, fitting === unsent)
  const sequence = sender.next
  if (owner.writer.segment(connection, sequence, 0, sender.offsetOf(sequence), 1) === SEND.full) return false
  owner.counters.countEvent(TCP_EVENT.windowProbes)
  sender.probed(owner.nowNs)
  return true
}
