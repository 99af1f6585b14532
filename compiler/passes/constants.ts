// What pure operations give for constant operands: the table that `fold` evaluates with. An operation that is absent is
// not evaluated. Integers of rep i53 leave the table when they pass 2^53: the result would not be a number here.

export type Evaluate = (...args: number[]) => number | null

const int32 = (x: number): number => x | 0
const uint32 = (x: number): number => x >>> 0
const truth = (x: boolean): number => x ? 1 : 0
/** Below 2^53 a sum or product was not rounded; 2^53 itself may have been. */
const integer = (x: number): number | null => Math.abs(x) < 2 ** 53 ? x + 0 : null

const words = new DataView(new ArrayBuffer(8))

function highWord(x: number): number {
  words.setFloat64(0, x)
  return words.getInt32(0)
}

function lowWord(x: number): number {
  words.setFloat64(0, x)
  return words.getUint32(4)
}

function isInt32(x: number): boolean {
  return x === (x | 0) && !Object.is(x, -0)
}

function comparisons(rep: string): Record<string, Evaluate> {
  return {
    [`${rep}.eq`]: (a, b) => truth(a === b), [`${rep}.ne`]: (a, b) => truth(a !== b),
    [`${rep}.lt`]: (a, b) => truth(a < b), [`${rep}.le`]: (a, b) => truth(a <= b),
    [`${rep}.gt`]: (a, b) => truth(a > b), [`${rep}.ge`]: (a, b) => truth(a >= b),
  }
}

function integers(rep: string, wrap: (x: number) => number): Record<string, Evaluate> {
  return {
    ...comparisons(rep),
    [`${rep}.add`]: (a, b) => wrap(a + b), [`${rep}.sub`]: (a, b) => wrap(a - b),
    [`${rep}.mul`]: (a, b) => wrap(Math.imul(a, b)), [`${rep}.and`]: (a, b) => wrap(a & b),
    [`${rep}.or`]: (a, b) => wrap(a | b), [`${rep}.xor`]: (a, b) => wrap(a ^ b),
    [`${rep}.not`]: (a) => wrap(~a), [`${rep}.neg`]: (a) => wrap(-a),
    [`${rep}.div`]: (a, b) => b === 0 ? null : wrap(Math.trunc(a / b)), [`${rep}.rem`]: (a, b) => b === 0 ? null : wrap(a % b),
  }
}

export const EVALUATE: Readonly<Record<string, Evaluate>> = {
  ...integers('i32', int32),
  ...integers('u32', uint32),
  'i32.shl': (a, b) => a << b, 'i32.shr': (a, b) => a >> b, 'i32.ushr': (a, b) => a >>> b,
  'u32.shl': (a, b) => (a << b) >>> 0, 'u32.shr': (a, b) => a >>> b, 'u32.clz': (a) => Math.clz32(a),
  'i32.min': Math.min, 'i32.max': Math.max,
  'i32.addOverflows': (a, b) => truth(!isInt32(a + b)), 'i32.subOverflows': (a, b) => truth(!isInt32(a - b)),
  'i32.mulOverflows': (a, b) => truth(a * b !== int32(a * b)),
  ...comparisons('i53'),
  'i53.add': (a, b) => integer(a + b), 'i53.sub': (a, b) => integer(a - b), 'i53.mul': (a, b) => integer(a * b), 'i53.neg': (a) => 0 - a,
  ...comparisons('f64'),
  'f64.add': (a, b) => a + b, 'f64.sub': (a, b) => a - b, 'f64.mul': (a, b) => a * b, 'f64.div': (a, b) => a / b,
  'f64.neg': (a) => -a, 'f64.abs': Math.abs, 'f64.sqrt': Math.sqrt, 'f64.floor': Math.floor, 'f64.ceil': Math.ceil,
  'f64.trunc': Math.trunc, 'f64.fround': Math.fround, 'f64.isNaN': (a) => truth(Number.isNaN(a)),
  'f64.isNegative': (a) => Number.isNaN(a) ? null : truth(a < 0 || Object.is(a, -0)),
  'f64.isInt32': (a) => truth(isInt32(a)), 'f64.isInt32.loose': (a) => truth(a === (a | 0)),
  'f64.isInt53': (a) => truth(Number.isInteger(a) && Math.abs(a) <= 2 ** 53),
  'f64.highWord': (a) => Number.isNaN(a) ? null : highWord(a), 'f64.lowWord': (a) => Number.isNaN(a) ? null : lowWord(a),
  'bool.not': (a) => 1 - a, 'bool.and': (a, b) => a & b, 'bool.or': (a, b) => a | b,
  'bool.eq': (a, b) => truth(a === b), 'bool.ne': (a, b) => truth(a !== b),
  'i32.toU32': uint32, 'u32.toI32': int32, 'i32.toI53': (a) => a, 'u32.toI53': (a) => a,
  'i53.toI32': int32, 'i53.toU32': uint32, 'i32.toF64': (a) => a, 'u32.toF64': (a) => a, 'i53.toF64': (a) => a,
  'f64.toI53': (a) => Number.isInteger(a) ? integer(a) : null, 'f64.toI32': (a) => a === (a | 0) ? a | 0 : null,
  'f64.toU32': (a) => a === a >>> 0 ? a >>> 0 : null, 'f64.toI32.trunc': int32, 'f64.toU32.trunc': uint32,
  'bool.toI32': (a) => a, 'bool.toI53': (a) => a, 'bool.toF64': (a) => a, 'i32.toBool': (a) => truth(a !== 0),
}
