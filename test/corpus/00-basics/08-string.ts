const name = 'world'
const greeting = 'hello, ' + name + '!'
console.log(greeting)
console.log(greeting.length)
console.log(`${name} has ${name.length} letters and 1 + 1 = ${1 + 1}`)
console.log('a' + 1, 1 + 'a', 'x' + true, 'y' + null, 'z' + undefined)
console.log('apple' < 'banana', 'a' === 'a', 'b' > 'a')
let line = ''
for (let i = 0; i < 5; i++) line += i + ','
console.log(line)
console.log(greeting.charCodeAt(0), greeting[1], greeting.charAt(4))
