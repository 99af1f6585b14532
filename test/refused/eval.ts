// expect: SK1100
function run(code: string): unknown {
  return eval(code) // refused here
}
console.log(run('1 + 1'))
