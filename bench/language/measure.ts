// Runs contenders side by side: A B C A B C …, each run timed from outside, their output compared.
import { spawn } from 'node:child_process'

/** One way to run the same program. */
export interface Contender {
  readonly name: 'node' | 'skerry' | 'c'
  readonly program: string
  /** What comes before the size on the command line. */
  readonly argv: readonly string[]
}

/** Wall-clock milliseconds of each round, by contender. */
export type Timings = ReadonlyMap<Contender['name'], readonly number[]>

/** Contenders that do the same work, and so must print the same. */
export interface Heat {
  readonly contenders: readonly Contender[]
  readonly size: number
}

/** Longer than this is a hang. */
const RUN_TIMEOUT_MS = 120_000

/**
 * Each round runs every contender of every heat once, in order: what a noisy machine does to one it does to its neighbours.
 * Throws when a run fails or when outputs of a heat differ: a figure for a wrong answer is worth nothing.
 */
export async function interleave(heats: readonly Heat[], rounds: number): Promise<Timings[]> {
  const results = heats.map(({ contenders }) => ({
    timings: new Map<Contender['name'], number[]>(contenders.map(({ name }) => [name, []])), agreed: null as Agreed | null,
  }))
  for (let round = 0; round < rounds; round++) {
    for (const [i, { contenders, size }] of heats.entries()) {
      const result = results[i]
      for (const contender of contenders) {
        const { output, milliseconds } = await timedRun(contender, size)
        result.agreed ??= { name: contender.name, output }
        if (output !== result.agreed.output) throw new Error(differs(size, { name: contender.name, output }, result.agreed))
        result.timings.get(contender.name)!.push(milliseconds)
      }
    }
  }
  return results.map(({ timings }) => timings)
}

interface Agreed { readonly name: string; readonly output: string }

function differs(size: number, one: Agreed, other: Agreed): string {
  return `size ${size}: ${one.name} and ${other.name} differ\n${one.name}:\n${one.output}\n${other.name}:\n${other.output}`
}

function timedRun({ name, program, argv }: Contender, size: number): Promise<{ output: string; milliseconds: number }> {
  return new Promise((settle, fail) => {
    const output: Buffer[] = []
    const errors: Buffer[] = []
    const started = performance.now()
    const child = spawn(program, [...argv, String(size)], {
      env: { TZ: 'UTC' }, stdio: ['ignore', 'pipe', 'pipe'], timeout: RUN_TIMEOUT_MS, killSignal: 'SIGKILL',
    })
    child.stdout.on('data', (chunk: Buffer) => output.push(chunk))
    child.stderr.on('data', (chunk: Buffer) => errors.push(chunk))
    let milliseconds = 0
    child.once('exit', () => (milliseconds = performance.now() - started))
    child.once('error', fail)
    child.once('close', (status, signal) => {
      if (status === 0) settle({ output: Buffer.concat(output).toString('utf8'), milliseconds })
      else fail(new Error(`${name} ended with ${signal ?? `status ${status}`} at size ${size}\n${Buffer.concat(errors).toString('utf8')}`))
    })
  })
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
}

/** A ratio over pairs of neighbouring runs. */
export interface Ratio {
  readonly median: number
  readonly least: number
  readonly greatest: number
}

/** How many times longer `a` took than `b`, pair by pair, with constants taken off each side. */
export function ratioOf(a: readonly number[], b: readonly number[], offA = 0, offB = 0): Ratio {
  return spreadOf(ratiosOf(a, b, offA, offB))
}

/** The same, each pair by itself. */
export function ratiosOf(a: readonly number[], b: readonly number[], offA: number, offB: number): number[] {
  return a.map((milliseconds, i) => (milliseconds - offA) / (b[i] - offB))
}

export function spreadOf(ratios: readonly number[]): Ratio {
  return { median: median(ratios), least: Math.min(...ratios), greatest: Math.max(...ratios) }
}

export function geometricMean(values: readonly number[]): number {
  return Math.exp(values.reduce((sum, value) => sum + Math.log(value), 0) / values.length)
}
