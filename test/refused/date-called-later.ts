// expect: SK1201
class Stamp {
  text(): string {
    return Date() // refused here
  }
}
console.log(Date.now() > 0, new Stamp().text().length)
