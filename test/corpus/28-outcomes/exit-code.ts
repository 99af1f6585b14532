// process.exitCode set during the run is the status at the natural end.
class Report {
  failures = 0

  check(name: string, ok: boolean): void {
    console.log(ok ? 'pass' : 'FAIL', name)
    if (!ok) process.exitCode = ++this.failures
  }
}
const report = new Report()
report.check('one', 1 + 1 === 2)
report.check('two', 0.1 + 0.2 === 0.3)
setTimeout(() => report.check('three', 'a' > 'b'), 1)
console.log('status so far', process.exitCode)
