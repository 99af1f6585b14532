// An array method comes to a hole where a prototype has an element. Reading it by its index is taken.
const indexed = Object.prototype as unknown as Record<number, string>
indexed[1] = 'inherited'
const letters = ['a', , 'c']
console.log(letters.length, letters[1], letters.indexOf('a'))
console.log(letters.indexOf('inherited')) // stops here
