class Animal {
  name: string
  private legs = 4

  constructor(name: string) {
    this.name = name
  }

  describe(): string {
    return this.name + ' has ' + this.legs + ' legs and says ' + this.sound()
  }

  sound(): string {
    return '...'
  }
}

class Dog extends Animal {
  override sound(): string {
    return 'woof'
  }
}

class Cat extends Animal {
  constructor(name: string, readonly lives: number) {
    super(name)
  }

  override sound(): string {
    return 'meow x' + this.lives
  }
}

const animals: Animal[] = [new Animal('thing'), new Dog('rex'), new Cat('tom', 9)]
for (const animal of animals) console.log(animal.describe())
console.log(animals[1] instanceof Dog, animals[1] instanceof Animal, animals[1] instanceof Cat)
