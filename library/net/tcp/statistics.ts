// What became of every TCP segment that came in: each ends in exactly one counter. And what this end did.

/** What became of a received segment. */
export const TCP_RECEIVED = {
  /** It brought the next bytes of the stream. */
  data: 0,
  /** Its bytes are kept until those before them come. */
  early: 1,
  /** No new bytes; it acknowledged something, or told the peer's window. */
  acknowledgment: 2,
  /** An acknowledgment of what was acknowledged before. */
  repeatedAcknowledgment: 3,
  /** It began a connection, or brought one nearer to being open. */
  handshake: 4,
  /** The peer will send no more. */
  finished: 5,
  /** It ended the connection. */
  reset: 6,
  short: 7,
  badLength: 8,
  badChecksum: 9,
  /** From or to port 0. */
  badPort: 10,
  /** An option with an illegal length. */
  badOptions: 11,
  /** To a broadcast address. */
  toBroadcast: 12,
  /** Neither connection nor listener; answered with a reset. */
  noConnection: 13,
  /** A reset that ends nothing. */
  strayReset: 14,
  /** Too many connections of the listener are half open. */
  backlogFull: 15,
  /** The machine's maximum of connections is reached. */
  tooManyConnections: 16,
  /** During the handshake: it acknowledges what was never sent; answered with a reset. */
  badHandshake: 17,
  /** During the handshake: nothing that could help it. */
  noSyn: 18,
  /** All its bytes came before. */
  duplicate: 19,
  /** Outside of the window that was told. */
  outOfWindow: 20,
  /** Bytes for a window that is closed: the program does not read. */
  windowClosed: 21,
  /** Early, with too many gaps before it already. */
  tooManyGaps: 22,
  /** Bytes after the end of the stream. */
  afterEnd: 23,
  /** Without ACK, on a connection that is open. */
  noAcknowledgment: 24,
  /** It acknowledges what was not sent yet. */
  acknowledgmentAhead: 25,
  /** It acknowledges what is older than any window ever told. */
  acknowledgmentTooOld: 26,
  /** A reset within the window but not at its start; answered with a challenge (RFC 5961 §3). */
  challengedReset: 27,
  /** A SYN on a connection that is open; answered with a challenge (RFC 5961 §4). */
  challengedSyn: 28,
  /** Bytes within the window, for which the buffers of all connections together leave no room. */
  noMemory: 29,
} as const
export type TcpReceivedOutcome = (typeof TCP_RECEIVED)[keyof typeof TCP_RECEIVED]

/** By outcome. */
const RECEIVED_NAMES: readonly (keyof typeof TCP_RECEIVED)[] = [
  'data', 'early', 'acknowledgment', 'repeatedAcknowledgment', 'handshake', 'finished', 'reset', 'short', 'badLength',
  'badChecksum', 'badPort', 'badOptions', 'toBroadcast', 'noConnection', 'strayReset', 'backlogFull',
  'tooManyConnections', 'badHandshake', 'noSyn', 'duplicate', 'outOfWindow', 'windowClosed', 'tooManyGaps', 'afterEnd',
  'noAcknowledgment', 'acknowledgmentAhead', 'acknowledgmentTooOld', 'challengedReset', 'challengedSyn',
  'noMemory',
]

/** What this end did. */
export const TCP_EVENT = {
  /** Segments that brought data for the first time. */
  dataSent: 0,
  /** Segments that were sent again. */
  retransmitted: 1,
  /** Segments with neither data nor SYN, FIN or RST. */
  acknowledgmentsSent: 2,
  resetsSent: 3,
  /** Challenges (RFC 5961), and those left out because one was sent just before. */
  challengesSent: 4,
  challengesSuppressed: 5,
  /** Bytes sent into a window that is closed, to learn whether it opened. */
  windowProbes: 6,
  /** Losses that three duplicate acknowledgments told. */
  fastRetransmits: 7,
  /** Times that the retransmission timer ran out. */
  timeouts: 8,
  /** Connections that this end asked for, and those of them that were refused. */
  connects: 9,
  refused: 10,
  /** Connections that a listener got. */
  accepted: 11,
  /** Connections given up because nobody answered. */
  timedOut: 12,
  resetByPeer: 13,
  /** Connections in TIME-WAIT that were forgotten early for want of room, or because their peer began anew. */
  timeWaitEvicted: 14,
  timeWaitReused: 15,
} as const
export type TcpEvent = (typeof TCP_EVENT)[keyof typeof TCP_EVENT]

/** By event. */
const EVENT_NAMES: readonly (keyof typeof TCP_EVENT)[] = [
  'dataSent', 'retransmitted', 'acknowledgmentsSent', 'resetsSent', 'challengesSent', 'challengesSuppressed',
  'windowProbes', 'fastRetransmits', 'timeouts', 'connects', 'refused', 'accepted', 'timedOut', 'resetByPeer',
  'timeWaitEvicted', 'timeWaitReused',
]

export type TcpReceivedCounts = Record<keyof typeof TCP_RECEIVED, number>
export type TcpEventCounts = Record<keyof typeof TCP_EVENT, number>

export interface TcpStatistics {
  readonly received: Readonly<TcpReceivedCounts>
  readonly events: Readonly<TcpEventCounts>
  /** In any state but TIME-WAIT. */
  readonly connections: number
  readonly timeWait: number
}

export class TcpCounters {
  readonly #received = new Float64Array(RECEIVED_NAMES.length)
  readonly #events = new Float64Array(EVENT_NAMES.length)

  countReceived(outcome: TcpReceivedOutcome): void {
    this.#received[outcome]++
  }

  countEvent(event: TcpEvent): void {
    this.#events[event]++
  }

  snapshot(connections: number, timeWait: number): TcpStatistics {
    const received = {} as TcpReceivedCounts
    for (let i = 0; i < RECEIVED_NAMES.length; i++) received[RECEIVED_NAMES[i]] = this.#received[i]
    const events = {} as TcpEventCounts
    for (let i = 0; i < EVENT_NAMES.length; i++) events[EVENT_NAMES[i]] = this.#events[i]
    return { received, events, connections, timeWait }
  }
}
