// The list of measured programs: fixed before any tuning (docs of the design: figures are only worth something so).

export interface BenchProgram {
  readonly name: string
  readonly group: 'bytes' | 'numeric' | 'objects' | 'strings' | 'async'
  /** Whether c/NAME.c is its twin in C. */
  readonly hasC: boolean
  /** Sizes for argv: so that Node runs for two seconds or more; for a quick look; and almost nothing, for start-up. */
  readonly fullSize: number
  readonly quickSize: number
  readonly emptySize: number
  /** Sizes of the mutated twin, NAME.twin.ts. */
  readonly twinFullSize: number
  readonly twinQuickSize: number
}

export const programs: readonly BenchProgram[] = [
  { name: 'checksum', group: 'bytes', hasC: true, emptySize: 0,
    fullSize: 20_000, quickSize: 2_000, twinFullSize: 19_000, twinQuickSize: 1_900 },
  { name: 'nbody', group: 'numeric', hasC: true, emptySize: 0,
    fullSize: 32_000_000, quickSize: 3_000_000, twinFullSize: 30_000_000, twinQuickSize: 2_800_000 },
  // Both of one depth: between 19 and 20 Node's collector becomes twice as slow. At 19 the original runs one second only.
  { name: 'trees', group: 'objects', hasC: true, emptySize: 0,
    fullSize: 20, quickSize: 16, twinFullSize: 20, twinQuickSize: 16 },
  { name: 'scheduler', group: 'objects', hasC: false, emptySize: 0,
    fullSize: 7_500_000, quickSize: 800_000, twinFullSize: 5_500_000, twinQuickSize: 550_000 },
  { name: 'words', group: 'strings', hasC: false, emptySize: 0,
    fullSize: 500, quickSize: 50, twinFullSize: 750, twinQuickSize: 75 },
  { name: 'pingpong', group: 'async', hasC: false, emptySize: 0,
    fullSize: 8_000_000, quickSize: 800_000, twinFullSize: 5_000_000, twinQuickSize: 500_000 },
]
