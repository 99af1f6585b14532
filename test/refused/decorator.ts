// expect: SK1304
function logged(value: unknown, _context: ClassMethodDecoratorContext): void {
  console.log(typeof value)
}
class Service {
  @logged // refused here
  run(): number {
    return 1
  }
}
console.log(new Service().run())
