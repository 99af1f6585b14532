// A top-level await that never settles: status 13 once nothing else is left to do.
class Gate {
  private open!: () => void
  readonly promise = new Promise<void>((resolve) => (this.open = resolve))

  release(): void {
    this.open()
  }
}

const gates = [new Gate(), new Gate()]
setTimeout(() => {
  console.log('timer runs')
  gates[0].release()
}, 2)
await gates[0].promise
console.log('first gate passed')
await gates[1].promise
console.log('not reached')
