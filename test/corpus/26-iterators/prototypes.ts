// Iterators and generators: their prototypes have no constructor, and print as what they are.
function* g(): Generator<number> { yield 1 }
const its: any[] = [[][Symbol.iterator](), new Map().keys(), new Set([1]).values(), ''[Symbol.iterator](), g()]
for (const it of its) console.log(it, Object.hasOwn(Object.getPrototypeOf(it), 'constructor'))
console.log([1, 2].entries(), new Map([[1, 2]]).entries().next())
