// The formatter's options and its state while one value is printed.

/** `compact` as a number: `false` and `true` of the options are these two. */
export const COMPACT_NEVER = -1
export const COMPACT_ALWAYS = 1e9

/** What `util.inspect` takes, as programs and their `[nodejs.util.inspect.custom]` methods see it. */
export interface InspectOptions {
  depth?: number | null
  showHidden?: boolean
  breakLength?: number
  compact?: number | boolean
  customInspect?: boolean
  maxArrayLength?: number | null
  maxStringLength?: number | null
  sorted?: boolean
  getters?: boolean
}

export class InspectContext {
  depth = 2
  showHidden = false
  breakLength = 80
  compact = 3
  customInspect = true
  maxArrayLength = 100
  maxStringLength = 10000
  sorted = false
  getters = false
  /** Columns that lines after the first are set in. */
  indentation = 0
  /** Objects being printed, outermost first. */
  seen: object[] = []
  /** Objects found inside themselves; the index here + 1 is the number in `<ref *n>`. */
  circular: object[] = []
  /** Depth of the object printed last: how deep the one around it reaches. */
  currentDepth = 0
}

function limit(value: number | null | undefined, standard: number): number {
  return value === undefined ? standard : value === null ? Infinity : value < 0 ? 0 : value
}

export function contextFrom(options: InspectOptions): InspectContext {
  const context = new InspectContext()
  const { depth, compact } = options
  if (depth !== undefined) context.depth = depth === null ? Infinity : depth
  context.showHidden = options.showHidden ?? false
  context.breakLength = options.breakLength ?? 80
  if (compact !== undefined) context.compact = compact === true ? COMPACT_ALWAYS : compact === false ? COMPACT_NEVER : compact
  context.customInspect = options.customInspect ?? true
  context.maxArrayLength = limit(options.maxArrayLength, 100)
  context.maxStringLength = limit(options.maxStringLength, 10000)
  context.sorted = options.sorted ?? false
  context.getters = options.getters ?? false
  return context
}

/** The options that a custom inspection method is given: those of the whole, whatever is around the value. */
export function optionsOf(context: InspectContext): InspectOptions {
  const { compact, depth } = context
  return {
    depth: depth === Infinity ? null : depth,
    showHidden: context.showHidden,
    breakLength: context.breakLength,
    compact: compact === COMPACT_NEVER ? false : compact === COMPACT_ALWAYS ? true : compact,
    customInspect: context.customInspect,
    maxArrayLength: context.maxArrayLength,
    maxStringLength: context.maxStringLength,
    sorted: context.sorted,
    getters: context.getters,
  }
}

/** 1-based number of an object in a list, 0 when it is not there. */
export function placeIn(list: object[], value: object): number {
  for (let i = 0; i < list.length; i++) if (list[i] === value) return i + 1
  return 0
}
