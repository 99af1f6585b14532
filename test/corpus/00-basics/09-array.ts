const numbers = [3, 1, 2]
console.log(numbers.length, numbers[0], numbers[2])
numbers.push(10)
numbers[1] = 7
let total = 0
for (let i = 0; i < numbers.length; i++) total += numbers[i]
console.log(total)
for (const n of numbers) console.log(n)
console.log(numbers)
console.log(numbers.pop(), numbers.length)
