// expect: SK1202
const words = ['b', 'a']
words.sort((x, y) => x.localeCompare(y)) // refused here
console.log(words)
