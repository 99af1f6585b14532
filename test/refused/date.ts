// expect: SK1201
console.log(new Date(0).getTime()) // refused here
