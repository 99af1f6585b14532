// expect: SK1401
function count(..._values: unknown[]): number { // refused here
  return arguments.length
}
console.log(count(1, 2))
