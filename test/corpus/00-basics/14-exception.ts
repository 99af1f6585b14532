function divide(a: number, b: number): number {
  if (b === 0) throw new Error('division by zero')
  return a / b
}

try {
  console.log(divide(10, 4))
  console.log(divide(1, 0))
  console.log('not reached')
} catch (e) {
  console.log('caught', (e as Error).message)
} finally {
  console.log('finally')
}

function nested(depth: number): number {
  if (depth === 0) throw new RangeError('too deep')
  try {
    return nested(depth - 1) + 1
  } finally {
    console.log('leaving', depth)
  }
}

try {
  nested(3)
} catch (e) {
  console.log(e instanceof RangeError, e instanceof Error, (e as Error).name)
}
