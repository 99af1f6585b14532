// Strings that the program spells against strings of the same text that it builds: as tags of unions, states, keys and
// defaults, in fields, arrays, maps and parameters. Equal is equal, whichever way they came to be.
type State = 'idle' | 'running' | 'done'
type Shape = { kind: 'circle'; r: number } | { kind: 'square'; side: number } | { kind: 'empty' }

class Machine {
  state: State = 'idle'
  previous: State | null = null
  label?: string

  step(): void {
    this.previous = this.state
    if (this.state === 'idle') this.state = 'running'
    else if (this.state === 'running') this.state = 'done'
  }

  is(state: State): boolean {
    return this.state === state
  }
}

const spelled = new Machine()
spelled.step()
console.log(spelled.state, spelled.previous, spelled.is('running'), spelled.is('idle'), spelled.state === spelled.previous)

// The same class, given a state that was built: pieces, characters, parts of other texts, JSON.
const built = new Machine()
built.state = ('run' + ['n', 'ing'].join('')) as State
console.log(built.is('running'), built.state === spelled.state, built.previous === null)
built.step()
console.log(built.state, built.previous, built.previous === 'running')
const parsed = Object.assign(new Machine(), JSON.parse('{"state":"idle","label":"run"}')) as Machine
parsed.step()
console.log(parsed.state, parsed.state === 'running', parsed.label === 'running'.slice(0, 3), parsed.label === undefined)

function area(shape: Shape): number {
  switch (shape.kind) {
    case 'circle': return 3 * shape.r ** 2
    case 'square': return shape.side ** 2
    case 'empty': return 0
  }
}
const shapes: Shape[] = [{ kind: 'circle', r: 2 }, { kind: 'square', side: 3 }, { kind: 'empty' }]
console.log(shapes.map(area), shapes.filter((shape) => shape.kind !== 'empty').length)
const fromText = 'circle:1 square:2 empty:0'.split(' ').map((part): Shape => {
  const [kind, n] = part.split(':')
  return kind === 'circle' ? { kind, r: Number(n) } : kind === 'square' ? { kind, side: Number(n) } : { kind: 'empty' }
})
console.log(fromText.map(area), fromText.map((shape, i) => shape.kind === shapes[i].kind))

// Refined by a comparison, a built string stays a built one.
function refined(text: string): 'yes' | 'no' {
  if (text === 'yes' || text === 'no') return text
  return 'no'
}
const yes: string = ['y', 'e', 's'].join('')
const answers = [refined(yes), refined('yes'), refined('maybe'), refined('n' + 'o'.repeat(1))]
console.log(answers, answers[0] === answers[1], answers[2] === answers[3], answers.indexOf('yes'), answers.includes('no'))
const chosen: string = yes === 'yes' ? yes : 'never'
console.log(chosen === 'yes', refined(chosen) === refined('yes'), [chosen].includes('yes'), new Set([chosen, 'yes']).size)

// Empty strings, undefined and null beside them.
const tags: (string | undefined | null)[] = ['a', undefined, null, '', 'a'.slice(1), 'ba'.slice(1)]
console.log(tags.map((tag) => tag === 'a'), tags.map((tag) => tag === ''), tags.map((tag) => tag ?? 'none'))
console.log(tags.filter((tag) => tag === tags[0]).length, tags.filter((tag) => !tag).length, tags[3] === tags[4], tags[0] === tags[5])
const falsy = tags.filter((tag) => tag === '' || tag === undefined)
console.log(falsy.length, falsy.map((tag) => tag || 'empty'))

// typeof, names and methods of texts known and unknown.
const things: unknown[] = [1, 'x', null, undefined, area, Symbol.iterator, true, {}]
const kinds = things.map((thing) => typeof thing)
console.log(kinds, kinds.filter((kind) => kind === 'object').length, kinds[1] === 'str' + 'ing', kinds[4] === 'func'.concat('tion'))
console.log(area.name === 'area', Machine.name === 'Mach' + 'ine', [Machine.name].indexOf('Machine'))
const states: Record<State, number> = { idle: 0, running: 0, done: 0 }
for (const machine of [spelled, built, parsed]) states[machine.state]++
for (const name in states) if (name === 'running' || name === 'done') console.log(name, states[name])
