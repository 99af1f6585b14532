// NaN, Infinity and undefined are globals by their names.
console.log(typeof NaN, typeof Infinity, typeof undefined, typeof -Infinity, typeof (NaN))
const values: (number | undefined)[] = [NaN, undefined, Infinity]
console.log(values.map((value) => typeof value), { NaN, Infinity, undefined })
const kind = (value?: number): string => typeof value
console.log(kind(NaN), kind(), kind(Number('x')), typeof NaN === 'number', typeof Infinity !== 'undefined')
{
  const NaN = 'mine'
  console.log(typeof NaN, NaN)
}
