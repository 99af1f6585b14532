// What is not reached blocks nothing: this function, never called, uses what is refused.
function never(): unknown {
  return eval('1 + 1')
}
class Unused {
  pattern = /abc/g
  big = 10n
}
console.log('fine')
