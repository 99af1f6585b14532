// Disjoint sets by id: what an array gives for an index that was skipped is undefined, whatever its elements are.
class Dsu {
  parent: number[] = []
  find(x: number): number {
    if (this.parent[x] === undefined) this.parent[x] = x
    while (this.parent[x] !== x) x = this.parent[x] = this.parent[this.parent[x]]
    return x
  }
  join(a: number, b: number) { a = this.find(a); b = this.find(b); if (a === b) return false; this.parent[b] = a; return true }
}
const d = new Dsu()
console.log(d.join(5, 9), d.parent)
console.log(d.join(9, 2), d.parent)
console.log(d.join(2, 5), d.parent)
