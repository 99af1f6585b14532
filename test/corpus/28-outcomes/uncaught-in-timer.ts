// An error thrown in a timer callback: earlier timers ran, later ones do not; status 1.
const order: string[] = []
class Job {
  constructor(readonly name: string, readonly ms: number) {}

  schedule(): this {
    setTimeout(() => this.run(), this.ms)
    return this
  }

  run(): void {
    order.push(this.name)
    console.log('run', this.name, order.length)
    Promise.resolve().then(() => console.log('job after', this.name))
    if (this.name === 'c') throw new RangeError('job ' + this.name + ' failed')
  }
}
for (const [i, name] of ['a', 'b', 'c', 'd'].entries()) new Job(name, i * 5 + 1).schedule()
console.log('scheduled')
