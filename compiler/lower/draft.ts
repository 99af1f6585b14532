// A function as a graph of objects, before values and blocks have numbers: what a pass builds when it makes a function
// anew. `assemble` orders the blocks and numbers everything.

import type { Block, BlockId, HirFunction, Instruction, Phi, Place, Terminator } from '../hir/hir.ts'

export interface DraftValue { kind: Omit<Instruction, 'id' | 'args'>; args: DraftValue[] }

export interface DraftBlock {
  preds: DraftBlock[]
  phis: DraftValue[]
  values: DraftValue[]
  end: DraftEnd | null
  handler: DraftBlock | null
}

export interface DraftEnd {
  op: Terminator['op']
  value?: DraftValue
  numbers?: number[]
  targets: DraftBlock[]
  place: Place
}

/** Blocks in reverse post-order with dense numbers. A block's `preds` matter only if it has phis; else they are found. */
export function assemble(entry: DraftBlock): Pick<HirFunction, 'blocks' | 'values'> {
  const order = reversePostOrder(entry)
  const blockIds = new Map(order.map((block, id) => [block, id]))
  const valueIds = new Map<DraftValue, number>()
  for (const { phis, values } of order) for (const value of [...phis, ...values]) valueIds.set(value, valueIds.size)
  const idOf = (value: DraftValue): number => {
    const id = valueIds.get(value)
    if (id === undefined) {
      throw new Error(`a draft uses a value that it does not define (${JSON.stringify(value.kind)})`)
    }
    return id
  }
  const all: (Instruction | Phi)[] = []
  const blocks = order.map((draft, id): Block => {
    const make = (value: DraftValue): Instruction & Phi => {
      const made = { ...value.kind, id: idOf(value), args: value.args.map(idOf) } as Instruction & Phi
      all[made.id] = made
      return made
    }
    return {
      id, preds: [], phis: draft.phis.map(make), instructions: draft.values.map(make),
      terminator: terminatorOf(draft, blockIds, idOf), handler: draft.handler === null
        ? null
        : blockIds.get(draft.handler)!,
    }
  })
  linkPreds(order, blocks, blockIds)
  return { blocks, values: all }
}

function linkPreds(order: readonly DraftBlock[], blocks: readonly Block[], blockIds: Map<DraftBlock, BlockId>): void {
  order.forEach((draft, id) => {
    for (const target of draft.end!.targets) blocks[blockIds.get(target)!]!.preds.push(id)
  })
  order.forEach((draft, id) => {
    if (draft.phis.length === 0) return
    const kept = draft.preds.map((pred, i) => ({ pred: blockIds.get(pred), i })).filter((row) => row.pred !== undefined)
    blocks[id]!.preds = kept.map((row) => row.pred!)
    for (const phi of blocks[id]!.phis) phi.args = kept.map((row) => phi.args[row.i]!)
  })
}

function terminatorOf(
  draft: DraftBlock, blockIds: Map<DraftBlock, BlockId>, idOf: (value: DraftValue) => number,
): Terminator {
  const { op, value, numbers, targets, place } = draft.end!
  const ids = targets.map((target) => blockIds.get(target)!)
  switch (op) {
    case 'jump': return { op, target: ids[0]!, place }
    case 'branch': return { op, condition: idOf(value!), ifTrue: ids[0]!, ifFalse: ids[1]!, place }
    case 'switch':
      return {
        op,
        value: idOf(value!),
        cases: numbers!.map((number, i) => ({ value: number, target: ids[i]! })),
        otherwise: ids[ids.length - 1]!,
        place,
      }
    case 'return': case 'throw': return { op, value: idOf(value!), place }
    case 'unreachable': return { op, place }
    default: return op satisfies never
  }
}

function reversePostOrder(entry: DraftBlock): DraftBlock[] {
  const seen = new Set<DraftBlock>([entry])
  const post: DraftBlock[] = []
  const open = (block: DraftBlock): { block: DraftBlock; next: DraftBlock[] } =>
    ({ block, next: block.handler === null ? [...block.end!.targets] : [block.handler, ...block.end!.targets] })
  const stack = [open(entry)]
  while (stack.length > 0) {
    const top = stack[stack.length - 1]!
    const next = top.next.shift()
    if (next === undefined) {
      post.push(top.block)
      stack.pop()
    } else if (!seen.has(next)) {
      seen.add(next)
      stack.push(open(next))
    }
  }
  return post.reverse()
}
