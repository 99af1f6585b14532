// The one way that control takes through a function whose branches are mostly decided: blocks that every completed run
// executes exactly once, and between them regions of which only that much is known that control leaves them to the next
// such block. Ways on which the run ends (a stop, an exception that nothing takes) are not followed.

import type { MirBlock, MirBlockId, MirFunction } from '../mir/mir.ts'
import { blocksById, reachesHandler, successors } from '../mir/graph.ts'

export class StraightPath {
  private readonly blocks: Map<MirBlockId, MirBlock>
  /** Strongly connected component of each block, numbered so that edges between components go to smaller numbers. */
  private readonly component = new Map<MirBlockId, number>()
  private readonly members: MirBlockId[][] = []
  /** Blocks that lead to no return. */
  private readonly ends = new Set<MirBlockId>()

  /** `outer`: the handler in which a run ends; exceptions that go there are not followed. */
  constructor(func: MirFunction, private readonly outer: MirBlockId | null) {
    this.blocks = blocksById(func)
    this.findEnds(func)
    this.findComponents(func.blocks[0].id)
  }

  block(id: MirBlockId): MirBlock {
    return this.blocks.get(id)!
  }

  /** Where control can go on to. */
  successors(block: MirBlock): MirBlockId[] {
    return successors(block.terminator).filter((id) => !this.ends.has(id))
  }

  /** A run executes the block once if it executes it at all, and leaves it by its terminator or for good. */
  isPassedOnce(id: MirBlockId): boolean {
    const block = this.block(id)
    return !this.isLoop(this.component.get(id)!) && (block.handler === this.outer || !reachesHandler(block))
  }

  /**
   * The region that begins with `first`: the blocks that a run may execute before `join`, and `join`, which every run
   * passes that does not end before; null when there is no such block.
   */
  region(first: readonly MirBlockId[]): { blocks: MirBlock[]; join: MirBlockId | null } {
    const blocks: MirBlock[] = []
    const done = new Set<number>()
    const pending = new Set(first.map((id) => this.component.get(id)!))
    const begin = first.length === 1 ? this.component.get(first[0])! : -1
    while (pending.size > 0) {
      const next = Math.max(...pending)
      if (pending.size === 1 && next !== begin && !this.isLoop(next)) return { blocks, join: this.members[next][0] }
      pending.delete(next)
      done.add(next)
      for (const id of this.members[next]) {
        blocks.push(this.block(id))
        for (const target of this.next(this.block(id))) {
          const component = this.component.get(target)!
          if (!done.has(component)) pending.add(component)
        }
      }
    }
    return { blocks, join: null }
  }

  private isLoop(component: number): boolean {
    const ids = this.members[component]
    return ids.length > 1 || this.next(this.block(ids[0])).includes(ids[0])
  }

  private next(block: MirBlock): MirBlockId[] {
    const next = this.successors(block)
    if (block.handler !== null && block.handler !== this.outer && reachesHandler(block)) next.push(block.handler)
    return next
  }

  /** What control cannot return from: found backwards, in post-order; a loop without an exit is not one. */
  private findEnds(func: MirFunction): void {
    for (const block of [...func.blocks].reverse()) {
      const { terminator } = block
      const isEnd = terminator.op === 'unreachable' || terminator.op === 'throw' && block.handler === this.outer
      const next = successors(terminator)
      if (isEnd || next.length > 0 && next.every((id) => this.ends.has(id))) this.ends.add(block.id)
    }
  }

  /** Tarjan, iterative; a component is numbered after all that it leads to. */
  private findComponents(entry: MirBlockId): void {
    const index = new Map<MirBlockId, number>()
    const low = new Map<MirBlockId, number>()
    const path: MirBlockId[] = []
    const stack: { id: MirBlockId; next: MirBlockId[] }[] = []
    const enter = (id: MirBlockId): void => {
      index.set(id, index.size)
      low.set(id, index.get(id)!)
      path.push(id)
      stack.push({ id, next: this.next(this.block(id)) })
    }
    enter(entry)
    while (stack.length > 0) {
      const top = stack[stack.length - 1]
      const target = top.next.pop()
      if (target === undefined) {
        stack.pop()
        const below = stack[stack.length - 1]
        if (below !== undefined) low.set(below.id, Math.min(low.get(below.id)!, low.get(top.id)!))
        if (low.get(top.id) === index.get(top.id)) this.close(path.splice(path.indexOf(top.id)))
      } else if (!index.has(target)) enter(target)
      else if (!this.component.has(target)) low.set(top.id, Math.min(low.get(top.id)!, index.get(target)!))
    }
  }

  private close(ids: MirBlockId[]): void {
    for (const id of ids) this.component.set(id, this.members.length)
    this.members.push(ids)
  }
}
