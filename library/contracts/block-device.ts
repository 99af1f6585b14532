// BlockDevice: storage in blocks of one size. Types only. Any number of operations may be under way; those on the same
// block MUST be awaited one after the other by the caller.

export type BlockResult = 'done' | 'out-of-range' | 'read-only' | 'failed'

export interface BlockDevice {
  readonly blockBytes: number
  readonly blockCount: number
  readonly isReadOnly: boolean

  /** Reads whole blocks into `into`, whose length is a multiple of blockBytes; it MUST NOT be touched until then. */
  read(firstBlock: number, into: Uint8Array): Promise<BlockResult>

  /** Writes whole blocks. `done` says that later reads see them, not that they survive power loss: that is `flush`. */
  write(firstBlock: number, from: Uint8Array): Promise<BlockResult>

  /** Once `done`, every write that was done before the call survives power loss. */
  flush(): Promise<BlockResult>
}
