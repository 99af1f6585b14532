// expect: SK1300
const pattern = new RegExp('a+') // refused here
console.log(pattern.test('caat'))
