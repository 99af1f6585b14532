// Objects under the collector: binary trees of several depths, built, counted and dropped. argv: greatest depth.
class TreeNode {
  constructor(readonly left: TreeNode | null, readonly right: TreeNode | null) {}

  count(): number {
    if (this.left === null || this.right === null) return 1
    return 1 + this.left.count() + this.right.count()
  }
}

function build(depth: number): TreeNode {
  return depth === 0 ? new TreeNode(null, null) : new TreeNode(build(depth - 1), build(depth - 1))
}

const MIN_DEPTH = 4

function work(iterations: number, depth: number): number {
  let nodes = 0
  for (let i = 0; i < iterations; i++) nodes += build(depth).count()
  return nodes
}

const maxDepth = Number(process.argv[2] ?? '10')
console.log(`stretch tree of depth ${maxDepth + 1}, nodes: ${build(maxDepth + 1).count()}`)
const longLived = build(maxDepth)
for (let depth = MIN_DEPTH; depth <= maxDepth; depth += 4) {
  const iterations = 1 << (maxDepth - depth + MIN_DEPTH)
  console.log(`${iterations} trees of depth ${depth}, nodes: ${work(iterations, depth)}`)
}
console.log(`long lived tree of depth ${maxDepth}, nodes: ${longLived.count()}`)
