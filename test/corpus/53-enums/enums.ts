// Enums: numeric, string, computed, reverse mapping, const enum, as keys and in switch.
enum Colour {
  Red,
  Green = 5,
  Blue,
}

enum Level {
  Low = 'low',
  High = 'high',
}

enum Flags {
  None = 0,
  Read = 1 << 0,
  Write = 1 << 1,
  All = Read | Write,
  Length = 'abc'.length,
}

const enum Direction {
  Up = 1,
  Down,
}

class Pixel {
  constructor(readonly colour: Colour, readonly flags: Flags = Flags.All) {}

  name(): string {
    switch (this.colour) {
      case Colour.Red:
        return 'red!'
      case Colour.Green:
      case Colour.Blue:
        return Colour[this.colour].toLowerCase()
    }
  }
}

console.log(Colour.Red, Colour.Green, Colour.Blue, Colour[5], Colour[99], Level.Low, Flags.All, Flags.Length)
console.log(Colour, Level, Object.keys(Colour), Object.values(Level), Direction.Down)
console.log([Colour.Red, Colour.Green, Colour.Blue].map((c) => new Pixel(c).name()))
console.log((Flags.All & Flags.Write) !== 0, (Flags.Read & Flags.Write) !== 0, new Pixel(Colour.Blue))
const counts: Record<Level, number> = { [Level.Low]: 0, [Level.High]: 0 }
for (const level of [Level.High, Level.Low, Level.High]) counts[level]++
console.log(counts)
function parse(text: string): Level | undefined {
  return Object.values(Level).find((l) => l === text)
}
console.log(parse('low'), parse('mid'), Level['High'], (Colour as any)['Nope'])
for (const key in Colour) if (Number.isNaN(Number(key))) console.log(key, Colour[key as keyof typeof Colour])
