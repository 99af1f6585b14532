// scalar: an object that never leaves its function becomes local slots.
//
//   v1: ref = allocate S 24 0                      localStore 0 v9  (zero)   localStore 1 v9
//   store.f64 v1 v0 [8]                    →       localStore 0 v0
//   v2: f64 = load.f64 v1 [8]                      v2: f64 = localLoad 0
//
// Needs: nothing. Ensures: no allocation whose reference is used only as the base of plain accesses at fixed offsets, each
// offset with one width (and in tests that its being a pointer answers). A phi of the reference keeps the object.

import type { MirFunction, MirId, MirInstruction, MirProgram, Rep, Width } from '../mir/mir.ts'
import { terminatorUses } from '../mir/graph.ts'
import { WIDTH_BYTES } from '../mir/ops.ts'
import { become, zero } from './rewrite.ts'

/** Widths that one local slot holds exactly as memory does. */
const SLOT_REP: Partial<Record<Width, Rep>> = {
  i32: 'i32', u32: 'u32', i53: 'i53', f64: 'f64', ref: 'ref', box: 'box', opt: 'opt', bool: 'bool',
}
const FIRST_SLOT_OFFSET = 8

/** What a test of a reference that is a pointer answers. */
const POINTER_TESTS: Record<string, number> = {
  'ref.isPointer': 1, 'ref.isUndefined': 0, 'ref.isNull': 0, 'ref.isNullish': 0, 'ref.isHole': 0,
}

interface Candidate { definition: MirInstruction & { op: 'allocate' }; uses: MirInstruction[]; widths: Map<number, Width>; escapes: boolean }

function noteUse(candidate: Candidate, i: MirInstruction, argument: number): void {
  candidate.uses.push(i)
  if (i.op === 'keepAlive' || i.op === 'pure' && POINTER_TESTS[i.name] !== undefined) return
  const isPlain = (i.op === 'load' && i.args.length === 1 || i.op === 'store' && i.args.length === 2) && argument === 0 && i.volatile !== true
  if (!isPlain || SLOT_REP[i.width] === undefined || i.offset < FIRST_SLOT_OFFSET) {
    candidate.escapes = true
    return
  }
  const width = candidate.widths.get(i.offset)
  if (width === undefined) candidate.widths.set(i.offset, i.width)
  else if (width !== i.width) candidate.escapes = true
}

/** Slots of two offsets must not share a byte. */
function overlaps(widths: Map<number, Width>): boolean {
  const offsets = [...widths.keys()].sort((a, b) => a - b)
  return offsets.some((offset, n) => n > 0 && offsets[n - 1] + WIDTH_BYTES[widths.get(offsets[n - 1])!] > offset)
}

function replace(func: MirFunction, candidate: Candidate): void {
  const slots = new Map<number, number>()
  const start: MirInstruction[] = []
  for (const [offset, width] of candidate.widths) {
    const rep = SLOT_REP[width]!
    slots.set(offset, func.locals.length)
    const made = zero(func, rep)
    start.push(...made, {
      id: func.nextId++, rep: 'none', args: [made[made.length - 1].id], place: null, op: 'localStore', slot: func.locals.length,
    })
    func.locals.push(rep)
  }
  const gone = new Set<MirInstruction>([candidate.definition])
  for (const i of candidate.uses) {
    if (i.op === 'load') become(i, { op: 'localLoad', slot: slots.get(i.offset)! })
    else if (i.op === 'store') become(i, { op: 'localStore', slot: slots.get(i.offset)! }, [i.args[1]])
    else if (i.op === 'pure') become(i, { op: 'const', value: POINTER_TESTS[i.name] })
    else gone.add(i)
  }
  for (const block of func.blocks) {
    const at = block.instructions.indexOf(candidate.definition)
    if (at >= 0) block.instructions.splice(at, 0, ...start)
    if (block.instructions.some((i) => gone.has(i))) block.instructions = block.instructions.filter((i) => !gone.has(i))
  }
}

export function replaceObjects(func: MirFunction): void {
  const candidates = new Map<MirId, Candidate>()
  for (const block of func.blocks) {
    for (const i of block.instructions) {
      if (i.op === 'allocate') candidates.set(i.id, { definition: i, uses: [], widths: new Map(), escapes: false })
    }
  }
  if (candidates.size === 0) return
  const escape = (id: MirId): void => {
    const candidate = candidates.get(id)
    if (candidate !== undefined) candidate.escapes = true
  }
  for (const block of func.blocks) {
    for (const phi of block.phis) phi.args.forEach(escape)
    for (const i of block.instructions) {
      i.args.forEach((id, argument) => {
        const candidate = candidates.get(id)
        if (candidate !== undefined) noteUse(candidate, i, argument)
      })
    }
    terminatorUses(block.terminator).forEach(escape)
  }
  for (const candidate of candidates.values()) {
    if (!candidate.escapes && !overlaps(candidate.widths)) replace(func, candidate)
  }
}

export function scalar(program: MirProgram): void {
  for (const func of program.functions.values()) replaceObjects(func)
}
