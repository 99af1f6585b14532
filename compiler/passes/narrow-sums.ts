// narrow-sums: a loop without branches that adds small integers up in 64 bits gets a version that does so in 32, of which
// clang makes vector code. It is chosen where the loop runs too few times for the sum to leave 32 bits.
//
//   for (i = a; i < n; i++) sum += bytes[i]      →      if (n - a <= 2^22 - 1) the same, in i32; else as it was
//
// Needs: version-loops before it, whose copies have no branches. Ensures: the 64-bit loop is there for all other inputs.

import type { MirBlock, MirFunction, MirId, MirInstruction, MirPhi, MirProgram } from '../mir/mir.ts'
import { copyableLoops, type Fact, type LoopCopy } from './loop-copy.ts'

/** Instructions of a body that clang may make vector code of. */
const MAX_BODY = 60
/** Where a sum starts, at most; as much again is left for what the loop adds. */
const MAX_START = 2 ** 30

/** `phi` grows by `term` each time; `term` is at most `largest`, and not negative. */
interface Sum { readonly phi: MirPhi; readonly start: number; readonly next: MirId; readonly term: MirId; readonly largest: number }

class SumNarrowing {
  private readonly copy: LoopCopy

  constructor(copy: LoopCopy) {
    this.copy = copy
  }

  run(): void {
    if (!this.isStraight()) return
    const fact = this.copy.fact()
    const step = fact === null ? null : this.step(fact)
    if (fact === null || step === null) return
    const sums = this.copy.loop.header.phis.map((phi) => this.sum(phi)).filter((sum) => sum !== null)
    if (sums.length === 0) return
    const trips = Math.floor((2 ** 31 - 1 - MAX_START) / Math.max(...sums.map((sum) => sum.largest)))
    // The last index is below bound + slack - offset.
    const most = step * (trips - 1) + fact.index.offset - fact.slack
    this.copy.build({
      decided: new Set(),
      prepare: () => {},
      test: (block, values) => {
        const first = this.copy.widen(block, values.get(fact.index.phi)!, this.copy.repOf(fact.index.phi))
        const distance = this.copy.add(block, 'i53', { op: 'pure', name: 'i53.sub' }, [this.copy.boundBefore(fact, block, values), first])
        return this.copy.add(block, 'bool', { op: 'pure', name: 'i53.le' }, [distance, this.copy.add(block, 'i53', { op: 'const', value: most }, [])])
      },
      change: (copies, fresh, before) => sums.forEach((sum) => this.narrow(sum, copies, fresh, before)),
    })
  }

  /** Header and one way round, without calls. */
  private isStraight(): boolean {
    const { header, body, latches } = this.copy.loop
    if (latches.length !== 1) return false
    for (const block of body) {
      if (block !== header && block.terminator.op !== 'jump') return false
      if (block.instructions.some((i) => !['pure', 'const', 'load', 'store', 'word', 'address'].includes(i.op))) return false
    }
    return true
  }

  /** By how much the index grows each time. */
  private step(fact: Fact): number | null {
    const { phi, unsigned } = fact.index
    if (unsigned && !this.copy.isNatural(phi)) return null
    const next = this.copy.defined[this.fromLatch(this.copy.phis.get(phi)!)]
    const step = next?.op === 'pure' && /^(?:i32|u32|i53)\.add$/.test(next.name) && next.args[0] === phi ? this.copy.constant(next.args[1]) : null
    return step !== null && step > 0 ? step : null
  }

  private fromLatch(phi: MirPhi): MirId {
    return phi.args[this.copy.loop.header.preds.indexOf(this.copy.loop.latches[0].id)]
  }

  private sum(phi: MirPhi): Sum | null {
    const start = this.copy.constant(phi.args[this.copy.loop.header.preds.indexOf(this.copy.before)])
    const next = this.fromLatch(phi)
    const i = this.copy.defined[next]
    if (phi.rep !== 'i53' || start === null || start < 0 || start > MAX_START || i?.op !== 'pure' || i.name !== 'i53.add') return null
    const added = i.args[0] === phi.id ? i.args[1] : i.args[1] === phi.id ? i.args[0] : -1
    const widened = this.copy.defined[added]
    if (widened?.op !== 'pure' || (widened.name !== 'i32.toI53' && widened.name !== 'u32.toI53')) return null
    const largest = this.largest(widened.args[0], 8)
    return largest === null || largest < 1 || largest > 2 ** 24 ? null : { phi, start, next, term: widened.args[0], largest }
  }

  /** An upper bound of a 32-bit integer that is not negative; null where none is seen. */
  private largest(id: MirId, depth: number): number | null {
    const i = this.copy.defined[id]
    if (i === undefined || depth === 0) return null
    if (i.op === 'const') return i.value >= 0 ? i.value : null
    if (i.op === 'load') return i.width === 'u8' || i.width === 'bool' ? 255 : i.width === 'u16' ? 65535 : null
    if (i.op !== 'pure') return null
    const [a, b] = i.args.map((arg) => this.largest(arg, depth - 1))
    switch (i.name) {
      case 'u32.toI32': case 'i32.toU32': case 'bool.toI32': return i.name === 'bool.toI32' ? 1 : a
      case 'i32.and': case 'u32.and': return a === null ? b : b === null ? a : Math.min(a, b)
      case 'i32.or': case 'u32.or': case 'i32.xor': case 'u32.xor': return a === null || b === null ? null : allOnes(Math.max(a, b))
      case 'i32.shl': case 'i32.ushr': case 'i32.shr': case 'u32.shr': case 'u32.shl': {
        const count = this.copy.constant(i.args[1])
        if (a === null || count === null || count < 0 || count > 31) return null
        const shifted = i.name.endsWith('shl') ? a * 2 ** count : Math.floor(a / 2 ** count)
        return shifted < 2 ** 31 ? shifted : null
      }
      case 'i32.add': case 'u32.add': return a === null || b === null || a + b >= 2 ** 31 ? null : a + b
      default: return null
    }
  }

  private narrow(sum: Sum, copies: readonly MirBlock[], fresh: (id: MirId) => MirId, before: MirBlock): void {
    const { func } = this.copy
    const header = copies.find((block) => block.phis.some((phi) => phi.id === fresh(sum.phi.id)))!
    const start = this.copy.add(before, 'i32', { op: 'const', value: sum.start }, [])
    const phi: MirPhi = { id: func.nextId++, rep: 'i32', args: [] }
    const next = func.nextId++
    phi.args = header.preds.map((pred) => pred === before.id ? start : next)
    header.phis = header.phis.map((one) => one.id === fresh(sum.phi.id) ? phi : one)
    const pure = (id: MirId, rep: 'i32' | 'i53', name: string, args: MirId[]): MirInstruction => ({ id, rep, args, place: null, op: 'pure', name })
    header.instructions.unshift(pure(fresh(sum.phi.id), 'i53', 'i32.toI53', [phi.id]))
    for (const block of copies) {
      const at = block.instructions.findIndex((i) => i.id === fresh(sum.next))
      if (at < 0) continue
      const isSigned = this.copy.repOf(sum.term) === 'i32'
      const term = isSigned ? fresh(sum.term) : func.nextId++
      const made = isSigned ? [] : [pure(term, 'i32', 'u32.toI32', [fresh(sum.term)])]
      block.instructions.splice(at, 1, ...made, pure(next, 'i32', 'i32.add', [phi.id, term]), pure(fresh(sum.next), 'i53', 'i32.toI53', [next]))
    }
  }
}

/** The least number of ones, in binary, that is not below n. */
function allOnes(n: number): number {
  let ones = 0
  while (ones < n) ones = ones * 2 + 1
  return ones
}

export function narrowSumsOf(func: MirFunction): void {
  for (const copy of copyableLoops(func, MAX_BODY)) new SumNarrowing(copy).run()
}

export function narrowSums(program: MirProgram): void {
  for (const func of program.functions.values()) narrowSumsOf(func)
}
