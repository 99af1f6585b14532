// Optional chaining and calls in all positions, short-circuiting, with deletes and assignments by operator.
class Tree {
  left?: Tree
  right?: Tree
  visit?: (depth: number) => string

  constructor(readonly value?: number) {}

  sum(): number {
    return (this.value ?? 0) + (this.left?.sum() ?? 0) + (this.right?.sum() ?? 0)
  }

  depth(): number {
    return 1 + Math.max(this.left?.depth() ?? 0, this.right?.depth() ?? 0)
  }
}

function build(values: (number | null)[], i = 0): Tree | undefined {
  const value = values[i]
  if (value === null || value === undefined) return undefined
  const tree = new Tree(value)
  tree.left = build(values, 2 * i + 1)
  tree.right = build(values, 2 * i + 2)
  return tree
}

const tree = build([1, 2, 3, null, 5, 6, null])
console.log(tree?.sum(), tree?.depth(), tree?.left?.left?.value, tree?.left?.right?.value)
console.log(tree?.visit?.(1), tree?.right?.left?.left?.left?.value)
tree!.visit = (d) => 'visited ' + d
console.log(tree?.visit?.(2))
let evaluated = 0
const next = (): number => ++evaluated
const nothing = undefined as { list?: number[]; f(n: number): number } | undefined
console.log(nothing?.f(next()), nothing?.list?.[next()], evaluated)
console.log(nothing?.list?.[0].toFixed(2).length.toString(), (nothing?.list)?.length)
try {
  console.log((nothing?.list as number[])[0])
} catch (e) {
  console.log((e as Error).message)
}
const trees: Record<string, Tree | undefined> = { full: tree, none: undefined }
for (const key of ['full', 'none', 'absent']) console.log(key, trees[key]?.['value'], delete trees[key]?.left)
console.log(tree?.left, tree?.sum())

const state: { n?: number | null; s?: string; o?: { p?: number } } = {}
state.n ??= 1
state.n ??= 2
state.s ||= 'set'
state.s &&= state.s + '!'
state.o ??= {}
state.o.p ??= 5
state.o!.p! += 1
console.log(state)
const methods = { name: 'm', get() { return this?.name } }
const key: string = 'get'
console.log(methods.get?.(), methods?.['get'](), (methods as any)[key]?.(), (0, methods.get)?.())
