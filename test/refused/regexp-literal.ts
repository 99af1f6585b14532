// expect: SK1300
console.log('a1b22'.replace(/[0-9]+/g, '#')) // refused here
