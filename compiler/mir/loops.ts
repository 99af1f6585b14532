// Natural loops of a MIR function: header, body, latches. A cycle that no single block dominates (it has
// several entries) is not among them.

import type { MirBlock, MirFunction } from './mir.ts'
import { dominators, reachesHandler, successors } from './graph.ts'

export interface Loop {
  readonly header: MirBlock
  /** The header included; handlers of protected blocks too, where they lead back. */
  readonly body: Set<MirBlock>
  /** Blocks of the body that jump to the header. */
  readonly latches: MirBlock[]
}

export interface Loops {
  /** Inner loops before outer ones. */
  readonly loops: Loop[]
  readonly byHeader: Map<MirBlock, Loop>
}

export function findLoops(func: MirFunction): Loops {
  const tree = dominators(func)
  const byId = new Map(func.blocks.map((block) => [block.id, block]))
  const throwers = new Map<MirBlock, MirBlock[]>()
  for (const block of func.blocks) {
    if (!reachesHandler(block)) continue
    const handler = byId.get(block.handler!)!
    const list = throwers.get(handler)
    if (list === undefined) throwers.set(handler, [block])
    else list.push(block)
  }
  const byHeader = new Map<MirBlock, Loop>()
  for (const block of func.blocks) {
    for (const target of successors(block.terminator)) {
      if (!tree.dominates(tree.upper.get(target)!, tree.lower.get(block.id)!)) continue
      const header = byId.get(target)!
      let loop = byHeader.get(header)
      if (loop === undefined) byHeader.set(header, loop = { header, body: new Set([header]), latches: [] })
      loop.latches.push(block)
      const queue = [block]
      for (let at = queue.pop(); at !== undefined; at = queue.pop()) {
        if (loop.body.has(at)) continue
        loop.body.add(at)
        for (const pred of at.preds) queue.push(byId.get(pred)!)
        queue.push(...throwers.get(at) ?? [])
      }
    }
  }
  return { loops: [...byHeader.values()].sort((a, b) => a.body.size - b.body.size), byHeader }
}
