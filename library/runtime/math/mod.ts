// Math: the oracle's results bit for bit.
export { Math, maximum, minimum, round } from './math.ts'
export { pow } from './power.ts'
export { installSeed } from './random.ts'
