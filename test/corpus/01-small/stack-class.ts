class Stack<T> {
  private items: T[] = []
  push(item: T): void {
    this.items.push(item)
  }
  pop(): T | undefined {
    return this.items.pop()
  }
  get size(): number {
    return this.items.length
  }
}
const stack = new Stack<number | string>()
stack.push(1)
stack.push('two')
console.log(stack.size, stack.pop(), stack.pop(), stack.pop(), stack.size)
