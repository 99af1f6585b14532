// expect: SK1300
class Route {
  readonly pattern = /^x$/ // refused here
  matches(path: string): boolean {
    return this.pattern.test(path)
  }
}
console.log([new Route()].map((r) => r.matches('x')))
