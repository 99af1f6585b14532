// Runs HIR with the host's own objects and functions, so that the lowering can be compared with the host without
// analysis, runtime or back end. Slow and simple. Language globals are the host's; `%name` are the runtime functions
// that the compiler calls, as stand-ins below.

import {
  HOLE, type HirFunction, type HirProgram, type Instruction, type Phi, type StaticKey, type ValueId,
} from './hir.ts'

type Any = any // values of the interpreted program

interface Cell { value: Any }
type Frame = { values: Any[]; locals: Any[]; args: Any[]; self: Any; thisValue: Any; newTarget: Any; captures: Any[] }

interface PrivateSlot { kind: 'field' | 'method' | 'accessor'; value?: Any; get?: Any; set?: Any }

/** Interprets a whole program; the promise settles when its modules have been evaluated. */
export async function interpretProgram(program: HirProgram): Promise<void> {
  await new Interpreter(program).run()
}

class Interpreter {
  readonly #program: HirProgram
  readonly #globals: Any[]
  readonly #privates = new Map<StaticKey, WeakMap<object, PrivateSlot>>()
  readonly #staticKeys = new Map<StaticKey, PropertyKey>()

  constructor(program: HirProgram) {
    this.#program = program
    this.#globals = program.globals.map(() => HOLE)
  }

  async run(): Promise<void> {
    for (const { global, func } of this.#program.hoisted) {
      this.#globals[global] = this.#closure(this.#program.functions[func]!, [])
    }
    for (const module of this.#program.modules) {
      for (const { body } of module.segments) {
        const result = this.#closure(this.#program.functions[body]!, [])()
        if (module.isAsync) await result
      }
    }
  }

  // --- functions

  #closure(func: HirFunction, captures: Any[]): Any {
    const call = (self: Any, thisValue: Any, newTarget: Any, args: Any[]): Any => this.#execute(
      func, { values: [], locals: [], args, self, thisValue, newTarget, captures },
    )
    const made = hostFunction(func, call)
    Object.defineProperty(made, 'name', { value: func.name, configurable: true })
    Object.defineProperty(made, 'length', { value: func.length, configurable: true })
    this.#giveSource(made, func.sourceText)
    return made
  }

  #giveSource(made: Any, text: string): void {
    sources.set(made, text)
  }

  #class(id: number, args: Any[]): Any {
    const theClass = this.#program.classes[id]!
    const func = this.#program.functions[theClass.constructorFunction]!
    const captures = theClass.hasSuper ? args.slice(1) : args
    const run = (self: Any, thisValue: Any, newTarget: Any, given: Any[]): Any => this.#execute(
      func, { values: [], locals: [], args: given, self, thisValue, newTarget, captures },
    )
    const made = theClass.hasSuper ? derivedClass(func.name, args[0], run) : baseClass(func.name, run)
    Object.defineProperty(made, 'name', { value: func.name, configurable: true })
    Object.defineProperty(made, 'length', { value: func.length, configurable: true })
    this.#giveSource(made, theClass.sourceText)
    return made
  }

  #execute(func: HirFunction, frame: Frame): Any {
    let block = func.blocks[0]!
    let previous = -1
    let pending: Any
    const { values } = frame
    for (;;) {
      try {
        const at = block.preds.indexOf(previous)
        const phis = block.phis.map((phi: Phi) => values[phi.args[at]!])
        block.phis.forEach((phi, i) => { values[phi.id] = phis[i] })
        for (const instruction of block.instructions) {
          values[instruction.id] = instruction.op === 'catch' ? pending : this.#instruction(instruction, frame)
        }
        const { terminator } = block
        previous = block.id
        switch (terminator.op) {
          case 'jump': block = func.blocks[terminator.target]!; break
          case 'branch':
            block = func.blocks[values[terminator.condition] ? terminator.ifTrue : terminator.ifFalse]!
            break
          case 'switch': {
            const row = terminator.cases.find(({ value }) => value === values[terminator.value])
            block = func.blocks[row?.target ?? terminator.otherwise]!
            break
          }
          case 'return': return values[terminator.value]
          case 'throw': throw values[terminator.value]
          case 'unreachable': throw new Error(`${func.symbol}: reached the unreachable`)
        }
      } catch (exception) {
        if (block.handler === null) throw exception
        pending = exception
        block = func.blocks[block.handler]!
        previous = -1
      }
    }
  }

  // --- instructions

  #key(key: StaticKey): PropertyKey {
    let known = this.#staticKeys.get(key)
    if (known === undefined) {
      known = key.startsWith('@@') ? (Symbol as Any)[key.slice(2)] as symbol : key
      this.#staticKeys.set(key, known)
    }
    return known
  }

  #instruction(i: Instruction, frame: Frame): Any {
    const { values } = frame
    const v = (index: number): Any => values[i.args[index]!]
    const rest = (from: number): Any[] => i.args.slice(from).map((id: ValueId) => values[id])
    switch (i.op) {
      case 'const': return i.value
      case 'param': return frame.args[i.index]
      case 'restParam': return frame.args.slice(i.index)
      case 'arguments': return (function (..._: Any[]) { return arguments })(...frame.args)
      case 'this': return frame.thisValue
      case 'newTarget': return frame.newTarget
      case 'self': return frame.self
      case 'captureGet': return frame.captures[i.index]
      case 'captureSet': frame.captures[i.index] = v(0); return undefined
      case 'cellNew': return { value: v(0) } satisfies Cell
      case 'cellGet': return (v(0) as Cell).value
      case 'cellSet': (v(0) as Cell).value = v(1); return undefined
      case 'localGet': return frame.locals[i.slot]
      case 'localSet': frame.locals[i.slot] = v(0); return undefined
      case 'globalGet': return this.#globalGet(i.global, i.check)
      case 'globalSet': if (i.check) this.#globalGet(i.global, true); this.#globals[i.global] = v(0); return undefined
      case 'realm': return i.name.startsWith('%') ? (standIns as Any)[i.name.slice(1)] : (globalThis as Any)[i.name]
      case 'tdzCheck': if (v(0) === HOLE) throw new ReferenceError(tdzMessage(i.name)); return v(0)
      case 'refine': checkRefinement(i, v(0), i.args.length > 1 ? v(1) : undefined); return v(0)
      case 'closure': return this.#closure(this.#program.functions[i.func]!, rest(0))
      case 'classNew': return this.#class(i.class, rest(0))
      case 'classPrototype': return v(0).prototype
      case 'defineMethod':
        if (i.text !== undefined && this.#private(i.key!).has(v(0))) throw new TypeError(i.text)
        return this.#defineMethod(i.key, i.kind, i.enumerable, v(0), v(1), i.args.length > 2 ? v(2) : undefined)
      case 'defineField':
        if (i.text !== undefined && this.#private(i.key!).has(v(0))) throw new TypeError(i.text)
        return this.#defineField(i.key, i.enumerable, v(0), v(1), i.args.length > 2 ? v(2) : undefined)
      default: return this.#objectInstruction(i, frame, v, rest)
    }
  }

  #objectInstruction(i: Instruction, frame: Frame, v: (index: number) => Any, rest: (from: number) => Any[]): Any {
    switch (i.op) {
      case 'object': return Object.fromEntries(i.keys.map((key, n) => [this.#key(key), v(n)]))
      case 'setPrototypeLiteral':
        if (v(1) === null || typeof v(1) === 'object' || typeof v(1) === 'function') Object.setPrototypeOf(v(0), v(1))
        return undefined
      case 'copyDataProperties': return copyData(v(0), v(1), [...i.excluded, ...rest(2)])
      case 'array': return arrayOf(rest(0))
      case 'arrayAppend': if (v(1) === HOLE) v(0).length += 1; else v(0)[v(0).length] = v(1); return undefined
      case 'arrayAppendSpread':
        { for (const step = spreadIteration(v(1), i.text ?? ''); step.step();) v(0)[v(0).length] = step.value; return undefined }
      case 'getProp': return v(0)[this.#key(i.key)]
      case 'setProp': v(0)[this.#key(i.key)] = v(1); return undefined
      case 'getElem': return v(0)[v(1)]
      case 'setElem': v(0)[v(1)] = v(2); return undefined
      case 'getSuper': return Reflect.get(Object.getPrototypeOf(v(0)), i.key === null ? v(2) : this.#key(i.key), v(1))
      case 'setSuper':
        Reflect.set(Object.getPrototypeOf(v(0)), i.key === null ? v(3) : this.#key(i.key), v(2), v(1))
        return undefined
      case 'getPrivate': return this.#getPrivate(i.key, privateHolder(v(0), i.nullish, 'read'), i.text)
      case 'setPrivate': return this.#setPrivate(i.key, privateHolder(v(0), i.nullish, 'set'), v(1), i.text)
      case 'hasPrivate':
        if (Object(v(0)) !== v(0)) throw new TypeError('Cannot use \'in\' operator to search for \'#x\' in it')
        return this.#private(i.key).has(v(0))
      case 'deleteProp': return delete v(0)[v(1)]
      case 'hasProp': return v(0) in v(1)
      case 'forInKeys': { const keys: string[] = []; for (const key in v(0)) keys.push(key); return keys }
      case 'forInPresent': return v(1) in Object(v(0))
      case 'call':
        if (typeof v(0) !== 'function') throw new TypeError(`${i.text} is not a function`)
        return Reflect.apply(v(0), v(1), rest(2))
      case 'callMethod': {
        const method = v(0)[this.#key(i.key)]
        if (typeof method !== 'function') throw new TypeError(`${i.text} is not a function`)
        return Reflect.apply(method, v(0), rest(1))
      }
      case 'callSpread':
        if (typeof v(0) !== 'function') throw new TypeError(`${i.text} is not a function`)
        return Reflect.apply(v(0), v(1), v(2))
      case 'construct': return construct(v(0), rest(1), i.text)
      case 'constructSpread': return construct(v(0), v(1), i.text)
      case 'superCall': return Reflect.construct(Object.getPrototypeOf(v(0)), rest(3), v(2))
      case 'superCallSpread': return Reflect.construct(Object.getPrototypeOf(v(0)), v(3), v(2))
      case 'intrinsic': return intrinsic(i.name, rest(0))
      case 'unary': return unary(i.operator, v(0), i.text)
      case 'binary': return binary(i.operator, v(0), v(1))
      case 'instanceof': return v(0) instanceof v(1)
      case 'iterStart':
        return i.kind === 'sync' ? new SyncIteration(v(0), i.text ?? '') : new AsyncIteration(v(0), i.text ?? '')
      case 'throwError': throw new ({ TypeError, ReferenceError, SyntaxError, RangeError })[i.error](i.message)
      default: throw new Error(`${i.op} cannot be interpreted`)
    }
  }

  #globalGet(global: number, check: boolean): Any {
    const value = this.#globals[global]
    if (value === HOLE && check) throw new ReferenceError(tdzMessage(this.#program.globals[global]!.name))
    if (value === HOLE) return undefined
    return value
  }

  // --- definitions and private members

  #defineMethod(
    key: StaticKey | null,
    kind: 'method' | 'get' | 'set',
    enumerable: boolean,
    object: Any,
    closure: Any,
    computed: Any,
  ): void {
    if (key !== null && key.startsWith('#')) {
      const slots = this.#private(key)
      const slot: PrivateSlot = slots.get(object) ?? { kind: kind === 'method' ? 'method' : 'accessor' }
      if (kind === 'method') slot.value = closure
      else slot[kind] = closure
      slots.set(object, slot)
      return
    }
    const name = key === null ? computed : this.#key(key)
    const descriptor = kind === 'method' ? { value: closure, writable: true } : { [kind]: closure }
    Object.defineProperty(object, name, { ...descriptor, enumerable, configurable: true })
  }

  #defineField(key: StaticKey | null, enumerable: boolean, object: Any, value: Any, computed: Any): void {
    if (key !== null && key.startsWith('#')) {
      this.#private(key).set(object, { kind: 'field', value })
      return
    }
    Object.defineProperty(
      object, key === null ? computed : this.#key(key), { value, writable: true, enumerable, configurable: true },
    )
  }

  #private(key: StaticKey): WeakMap<object, PrivateSlot> {
    let slots = this.#privates.get(key)
    if (slots === undefined) this.#privates.set(key, slots = new WeakMap())
    return slots
  }

  #getPrivate(key: StaticKey, object: Any, message: string | undefined): Any {
    const slot = this.#private(key).get(object)
    if (slot === undefined) throw new TypeError(message)
    return slot.kind === 'accessor' ? Reflect.apply(slot.get, object, []) : slot.value
  }

  #setPrivate(key: StaticKey, object: Any, value: Any, message: string | undefined): void {
    const slot = this.#private(key).get(object)
    if (slot === undefined) throw new TypeError(message)
    if (slot.kind === 'accessor') Reflect.apply(slot.set, object, [value])
    else slot.value = value
  }
}

/** The object of a private access; throws for undefined and null where they have a message of their own. */
function privateHolder(object: Any, nullish: string | null, access: 'read' | 'set'): Any {
  if (nullish === null || (object !== undefined && object !== null)) return object
  const isRead = access === 'read' || !nullish.startsWith('#')
  throw new TypeError(`Cannot ${isRead ? 'read' : 'set'} properties of ${object} (${isRead ? 'reading' : 'setting'} '${nullish}')`)
}

// --- host functions of the right sort

type Run = (self: Any, thisValue: Any, newTarget: Any, args: Any[]) => Any

const sources = new WeakMap<object, string>()
const hostToString = Function.prototype.toString
Function.prototype.toString = function (this: Any) { return sources.get(this) ?? hostToString.call(this) }

function hostFunction(func: HirFunction, run: Run): Any {
  if (func.coroutine === 'async') {
    const holder = { async method(this: Any, ...args: Any[]) { void this; void args } }
    const made: Any = { method(this: Any, ...args: Any[]) { return run(made, this, undefined, args) } }.method
    Object.setPrototypeOf(made, Object.getPrototypeOf(holder.method))
    return made
  }
  if (func.coroutine === 'generator') {
    const made: Any = { method(this: Any, ...args: Any[]) { return run(made, this, undefined, args) } }.method
    Object.setPrototypeOf(made, Object.getPrototypeOf(function* () {}))
    return made
  }
  if (func.kind === 'normal') {
    const made: Any = function (this: Any, ...args: Any[]) { return run(made, this, new.target, args) }
    return made
  }
  const made: Any = { method(this: Any, ...args: Any[]) { return run(made, this, undefined, args) } }.method
  return made
}

function baseClass(name: string, run: Run): Any {
  if (!/^[A-Za-z_$][\w$]*$/.test(name)) {
    const made: Any = {
      [name]: class { constructor(...args: Any[]) { return run(made, this, new.target, args) } },
    }[name]
    return made
  }
  // V8's messages take a class's name from its source.
  return new Function(
    'run', `return class ${name} { constructor(...args) { return run(${name}, this, new.target, args) } }`,
  )(run)
}

function derivedClass(name: string, superclass: Any, run: Run): Any {
  // Its constructor returns the object that the interpreted super call made.
  const made: Any = {
    // @ts-expect-error: no super call
    [name]: class extends superclass { constructor(...args: Any[]) { return run(made, undefined, new.target, args) } },
  }[name]
  return made
}

function construct(callee: Any, args: Any[], text: string | undefined): Any {
  try {
    Reflect.construct(Object, [], callee)
  } catch {
    throw new TypeError(`${text} is not a constructor`)
  }
  return Reflect.construct(callee, args)
}

// --- operators

function tdzMessage(name: string): string {
  return name === 'this'
    ? 'Must call super constructor in derived class before accessing \'this\' or returning from derived constructor'
    : `Cannot access '${name}' before initialization`
}

function unary(operator: string, x: Any, text: string | undefined): Any {
  switch (operator) {
    case 'neg': return -x
    case 'plus': return +x
    case 'not': return !x
    case 'bitnot': return ~x
    case 'typeof': return typeof x
    case 'void': return undefined
    case 'toNumeric': { let y = x; return y++ }
    case 'toString': return `${x}`
    case 'toPropertyKey':
      { let key: Any; ({ [x]: 0, get k() { return key } }); key = Reflect.ownKeys({ [x]: 0 })[0]; return key }
    case 'toObjectCoercible': {
      if (x !== undefined && x !== null) return x
      throw new TypeError((text ?? '').replaceAll('\0', x === null ? 'object null' : 'undefined') + `${x}.`)
    }
    case 'isUndefined': return x === undefined
    case 'isNullish': return x === undefined || x === null
    case 'isHole': return x === HOLE
    default: throw new Error(`unknown operator ${operator}`)
  }
}

function binary(operator: string, a: Any, b: Any): Any {
  switch (operator) {
    case 'add': return a + b
    case 'sub': return a - b
    case 'mul': return a * b
    case 'div': return a / b
    case 'mod': return a % b
    case 'exp': return a ** b
    case 'bitand': return a & b
    case 'bitor': return a | b
    case 'bitxor': return a ^ b
    case 'shl': return a << b
    case 'shr': return a >> b
    case 'ushr': return a >>> b
    case 'lt': return a < b
    case 'le': return a <= b
    case 'gt': return a > b
    case 'ge': return a >= b
    case 'eq': return a == b
    case 'ne': return a != b
    case 'strictEq': return a === b
    case 'strictNe': return a !== b
    default: throw new Error(`unknown operator ${operator}`)
  }
}

function intrinsic(name: string, args: Any[]): Any {
  if (name === 'isObject') return Object(args[0]) === args[0]
  throw new Error(`the intrinsic ${name} cannot be interpreted`)
}

/** A refinement that does not hold is a fault of the lowering. */
function checkRefinement(i: Extract<Instruction, { op: 'refine' }>, value: Any, other: Any): void {
  const { predicate } = i
  const numbers = typeof value === 'number' && typeof other === 'number'
  let holds: boolean
  switch (predicate.kind) {
    case 'typeof': holds = typeof value === predicate.type; break
    case 'truthy': holds = !!value; break
    case 'nullish': holds = value === null || value === undefined; break
    case 'strictEq': holds = value === predicate.constant; break
    case 'hole': holds = value === HOLE; break
    case 'lt': if (!numbers) return; holds = value < other; break
    case 'le': if (!numbers) return; holds = value <= other; break
    case 'gt': if (!numbers) return; holds = value > other; break
    case 'ge': if (!numbers) return; holds = value >= other; break
    default: return
  }
  if (holds === i.negated) throw new Error(`a refinement does not hold: v${i.id}`)
}

function arrayOf(values: Any[]): Any[] {
  const array: Any[] = []
  array.length = values.length
  values.forEach((value, i) => { if (value !== HOLE) array[i] = value })
  return array
}

function copyData(target: Any, source: Any, excluded: Any[]): void {
  const without = new Set(excluded.map((key) => (typeof key === 'symbol' ? key : String(key))))
  if (source === null || source === undefined) return
  const from = Object(source)
  for (const key of Reflect.ownKeys(from)) {
    if (without.has(key) || !Object.prototype.propertyIsEnumerable.call(from, key)) continue
    Object.defineProperty(target, key, { value: from[key], writable: true, enumerable: true, configurable: true })
  }
}

// --- stand-ins for the runtime

class SyncIteration {
  readonly #iterator: Any
  readonly #next: Any
  result: Any = undefined
  value: Any = undefined
  #over = false

  constructor(iterable: Any, text: string) {
    if (iterable === undefined || iterable === null || typeof iterable[Symbol.iterator] !== 'function') {
      const shown = callSite(iterable)
      throw new TypeError(
        text === ''
          ? `${shown} is not iterable (cannot read property Symbol(Symbol.iterator))`
          : text.endsWith('(...)') ? `${text.slice(0, -5)} is not a function or its return value is not iterable` : `${text} is not iterable`,
      )
    }
    this.#iterator = iterable[Symbol.iterator]()
    if (Object(this.#iterator) !== this.#iterator) {
      throw new TypeError('Result of the Symbol.iterator method is not an object')
    }
    this.#next = this.#iterator.next
  }

  step(): boolean {
    if (this.#over) throw new Error('step after the end')
    this.#over = true
    const result: Any = Reflect.apply(this.#next, this.#iterator, [])
    if (Object(result) !== result) throw new TypeError(`Iterator result ${String(result)} is not an object`)
    if (result.done) return false
    this.value = result.value
    this.#over = false
    return true
  }

  close(): void {
    if (this.#over) throw new Error('close after the end')
    const method = this.#iterator.return
    if (method === undefined || method === null) return
    const result: Any = Reflect.apply(method, this.#iterator, [])
    if (Object(result) !== result) throw new TypeError(`${String(result)} is not an object`)
  }

  abandon(): void {
    try {
      this.close()
    } catch {
      // the exception that made the loop leave is the one that counts
    }
  }
}

function callSite(value: Any): string {
  if (value === undefined || typeof value === 'object' && value !== null || typeof value === 'function') {
    return typeof value
  }
  return typeof value === 'string' ? `string "${value}"` : `${typeof value} ${String(value)}`
}

/** `...x` marks the one spread at the end of an argument list, which V8 words differently. */
function spreadIteration(iterable: Any, text: string): SyncIteration {
  if (!text.startsWith('...') || typeof iterable?.[Symbol.iterator] === 'function') {
    return new SyncIteration(iterable, text)
  }
  if (iterable === undefined || iterable === null) {
    throw new TypeError(`${text.slice(3)} is not iterable (cannot read property ${iterable})`)
  }
  throw new TypeError('Spread syntax requires ...iterable[Symbol.iterator] to be a function')
}

class AsyncIteration {
  readonly #iterator: Any
  readonly #isSync: boolean
  value: Any = undefined
  pending: Any = undefined

  constructor(iterable: Any, text: string) {
    const method = iterable?.[Symbol.asyncIterator]
    this.#isSync = method === undefined || method === null
    if (this.#isSync && typeof iterable?.[Symbol.iterator] !== 'function') {
      throw new TypeError(`${text} is not async iterable`)
    }
    this.#iterator = this.#isSync ? iterable[Symbol.iterator]() : Reflect.apply(method, iterable, [])
  }

  next(): Any {
    const result: Any = this.#iterator.next()
    if (!this.#isSync) return result
    return Promise.resolve(result.value).then((value) => ({ value, done: result.done }), (error) => {
      if (!result.done) this.#iterator.return?.()
      throw error
    })
  }

  accept(result: Any): boolean {
    if (Object(result) !== result) throw new TypeError(`Iterator result ${String(result)} is not an object`)
    if (result.done) return false
    this.value = result.value
    return true
  }

  startClose(): boolean {
    if (this.#iterator.return === undefined) return false
    const result: Any = this.#iterator.return()
    this.pending = this.#isSync ? Promise.resolve(result.value).then((value) => ({ value, done: result.done })) : result
    return true
  }

  finishClose(result: Any): void {
    if (Object(result) !== result) throw new TypeError(`${String(result)} is not an object`)
  }

  startAbandon(): boolean {
    try {
      return this.startClose()
    } catch {
      return false
    }
  }
}

type Resume = (mode: number, value: Any, record: { state: number }) => Any

const iteratorPrototype = Object.getPrototypeOf(Object.getPrototypeOf([][Symbol.iterator]()))

class GeneratorStandIn {
  readonly #resume: Resume
  readonly #record: { state: number; delegated?: Any } = { state: 0 }
  #running = false

  constructor(resume: Resume) {
    this.#resume = resume
  }

  #advance(mode: number, value: Any): Any {
    if (this.#running) throw new TypeError('Generator is already running')
    this.#running = true
    this.#record.delegated = undefined
    try {
      const result = this.#resume(mode, value, this.#record)
      return this.#record.delegated ?? { value: result, done: this.#record.state === -1 }
    } finally {
      this.#running = false
    }
  }

  next(value: Any): Any {
    return this.#record.state === -1 ? { value: undefined, done: true } : this.#advance(0, value)
  }

  return(value: Any): Any {
    if (this.#record.state === 0 && !this.#running) this.#record.state = -1
    return this.#record.state === -1 ? { value, done: true } : this.#advance(2, value)
  }

  throw(error: Any): Any {
    if (this.#record.state === 0 && !this.#running) this.#record.state = -1
    if (this.#record.state === -1) throw error
    return this.#advance(1, error)
  }

  get [Symbol.toStringTag](): string {
    return 'Generator'
  }
}
Object.setPrototypeOf(GeneratorStandIn.prototype, iteratorPrototype)
Object.defineProperty(GeneratorStandIn.prototype, 'constructor', { value: Object, configurable: true })

const standIns = {
  makeGenerator: (resume: Resume) => new GeneratorStandIn(resume),
  delegation: (iterable: Any) => new DelegationStandIn(iterable),
  runAsync: (resume: Resume): Promise<Any> => new Promise((resolve, reject) => {
    const record = { state: 0 }
    const step = (mode: number, value: Any): void => {
      let result: Any
      try {
        result = resume(mode, value, record)
      } catch (error) {
        reject(error)
        return
      }
      if (record.state === -1) resolve(result)
      else awaitHost(result, (x) => step(0, x), (e) => step(1, e))
    }
    step(0, undefined)
  }),
}

/** As an `await` of the host's: one job for a native promise. */
function awaitHost(value: Any, fulfilled: (value: Any) => void, rejected: (error: Any) => void): void {
  void (async () => {
    let result: Any
    try {
      result = await value
    } catch (error) {
      rejected(error)
      return
    }
    fulfilled(result)
  })()
}

class DelegationStandIn {
  readonly #iterator: Any
  readonly #next: Any
  result: Any = undefined
  value: Any = undefined

  constructor(iterable: Any) {
    if (typeof iterable?.[Symbol.iterator] !== 'function') throw new TypeError(`${typeof iterable} is not iterable`)
    this.#iterator = iterable[Symbol.iterator]()
    this.#next = this.#iterator.next
  }

  step(mode: number, sent: Any): number {
    if (mode === 0) return this.#take(Reflect.apply(this.#next, this.#iterator, [sent]), 1)
    const method = mode === 1 ? this.#iterator.throw : this.#iterator.return
    if (method === undefined || method === null) {
      if (mode === 2) {
        this.value = sent
        return 2
      }
      this.#iterator.return?.()
      throw new TypeError('The iterator does not provide a \'throw\' method.')
    }
    return this.#take(Reflect.apply(method, this.#iterator, [sent]), mode === 1 ? 1 : 2)
  }

  #take(result: Any, whenDone: number): number {
    if (Object(result) !== result) throw new TypeError(`Iterator result ${String(result)} is not an object`)
    if (result.done) {
      this.value = result.value
      return whenDone
    }
    this.result = result
    return 0
  }
}
