// Progress of a build on stderr: phases with their times on a terminal (or with --verbose), and the closing line.

export class Progress {
  readonly #started = performance.now()
  readonly #shown: boolean

  constructor(verbose: boolean) {
    this.#shown = verbose || process.stderr.isTTY === true
  }

  /** A phase has ended after `ms` milliseconds. */
  phase(name: string, ms: number): void {
    if (this.#shown) process.stderr.write(`  ${name.padEnd(12)} ${milliseconds(ms).padStart(9)}\n`)
  }

  /** Separates diagnostics from the phases above them. */
  clear(): void {
    if (this.#shown) process.stderr.write('\n')
  }

  done(imagePath: string, sizeBytes: number): void {
    const time = milliseconds(performance.now() - this.#started)
    process.stderr.write(`${imagePath}  ${formatSize(sizeBytes)}  in ${time}\n`)
  }
}

function milliseconds(ms: number): string {
  return ms < 10_000 ? `${ms.toFixed(0)} ms` : `${(ms / 1000).toFixed(1)} s`
}

/** 1 kB is 1000 bytes, as in the design's figures. */
export function formatSize(bytes: number): string {
  return bytes < 1000 ? `${bytes} B` : bytes < 1e6 ? `${(bytes / 1000).toFixed(1)} kB` : `${(bytes / 1e6).toFixed(2)} MB`
}
