// Why a request is refused before a program sees it: a closed set, each with its status. A refused request ends its
// connection, since what follows it can no longer be told apart from it (RFC 9112 §2.2, §9.6).
//
// Reasons are small integers on the way; the table gives them names and statuses.

export const REJECTED = {
  /** Neither a token nor followed by one space (RFC 9112 §3). */
  badMethod: 0,
  /** Longer than any that a program could mean (RFC 9112 §3). */
  methodTooLong: 1,
  /** CONNECT and TRACE, which are for proxies and for debugging them. */
  unsupportedMethod: 2,
  /** A form of target that the method does not allow, or a character that no target has (RFC 9112 §3.2). */
  badTarget: 3,
  requestLineTooLong: 4,
  badVersion: 5,
  /** A major version other than 1 (RFC 9110 §15.6.6). */
  unsupportedVersion: 6,
  /** A bare CR or LF: what one reader takes for a line's end, another does not (RFC 9112 §2.2). */
  badLineEnd: 7,
  /** obs-fold, or white space before the first field (RFC 9112 §2.2, §5.2). */
  foldedField: 8,
  /** Not a token right before its colon (RFC 9112 §5.1). */
  badFieldName: 9,
  badFieldValue: 10,
  fieldsTooLarge: 11,
  tooManyFields: 12,
  missingHost: 13,
  repeatedHost: 14,
  badHost: 15,
  badContentLength: 16,
  repeatedContentLength: 17,
  /** Content-Length and Transfer-Encoding: the way to smuggle a request past a proxy (RFC 9112 §6.1). */
  lengthAndEncoding: 18,
  /** `chunked` is not the last coding, or stands there twice (RFC 9112 §6.3). */
  badTransferEncoding: 19,
  unsupportedTransferEncoding: 20,
  /** Transfer-Encoding in a message of HTTP/1.0 (RFC 9112 §6.1). */
  encodingBefore11: 21,
  unsupportedExpectation: 22,
  bodyTooLarge: 23,
  badChunkSize: 24,
  /** Something else than CRLF after a chunk's data. */
  badChunkEnd: 25,
  chunkExtensionTooLong: 26,
  headTimeout: 27,
  bodyTimeout: 28,
} as const
export type RejectionName = keyof typeof REJECTED
export type Rejection = (typeof REJECTED)[RejectionName]

/** By reason. */
const NAMES: readonly RejectionName[] = [
  'badMethod', 'methodTooLong', 'unsupportedMethod', 'badTarget', 'requestLineTooLong', 'badVersion',
  'unsupportedVersion', 'badLineEnd', 'foldedField', 'badFieldName', 'badFieldValue', 'fieldsTooLarge',
  'tooManyFields', 'missingHost', 'repeatedHost', 'badHost', 'badContentLength', 'repeatedContentLength',
  'lengthAndEncoding', 'badTransferEncoding', 'unsupportedTransferEncoding', 'encodingBefore11',
  'unsupportedExpectation', 'bodyTooLarge', 'badChunkSize', 'badChunkEnd', 'chunkExtensionTooLong', 'headTimeout',
  'bodyTimeout',
]

/** By reason. */
const STATUSES: readonly number[] = [
  400, 501, 501, 400, 414, 400,
  505, 400, 400, 400, 400, 431,
  431, 400, 400, 400, 400, 400,
  400, 400, 501, 400,
  417, 413, 400, 400, 400, 408,
  408,
]

export function rejectionName(rejection: Rejection): RejectionName {
  return NAMES[rejection]
}

/** The status that a refused request is answered with. */
export function rejectionStatus(rejection: Rejection): number {
  return STATUSES[rejection]
}

export type RejectionCounts = Record<RejectionName, number>

/** What a server did since its start. */
export interface HttpStatistics {
  readonly connections: number
  /** Requests that reached the handler. */
  readonly requests: number
  /** Answers written, those of refused requests not counted. */
  readonly answers: number
  /** Requests whose handler threw, rejected, or gave an answer that cannot be sent. */
  readonly failures: number
  /** Connections that the peer ended in the middle of a request. */
  readonly truncated: number
  readonly rejected: Readonly<RejectionCounts>
}

export class HttpCounters {
  connections = 0
  requests = 0
  answers = 0
  failures = 0
  truncated = 0
  readonly #rejected = new Float64Array(NAMES.length)

  countRejected(rejection: Rejection): void {
    this.#rejected[rejection]++
  }

  snapshot(): HttpStatistics {
    const rejected = {} as RejectionCounts
    for (let i = 0; i < NAMES.length; i++) rejected[NAMES[i]] = this.#rejected[i]
    const { connections, requests, answers, failures, truncated } = this
    return { connections, requests, answers, failures, truncated, rejected }
  }
}
