import { log } from './log.ts'

log.push('shapes')

export abstract class Shape {
  abstract area(): number
}

export class Square extends Shape {
  constructor(readonly side: number) {
    super()
  }
  area(): number {
    return this.side ** 2
  }
}

export class Circle extends Shape {
  constructor(readonly radius: number) {
    super()
  }
  area(): number {
    return 3 * this.radius ** 2
  }
}

export const unit = new Square(1)

export function area(shape: Shape): number {
  return shape.area()
}
