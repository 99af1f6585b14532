// expect: SK1200
const pattern = new RegExp('a+') // refused here
console.log(pattern.test('caat'))
