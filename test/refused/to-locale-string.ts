// expect: SK1202
console.log((1234.5).toLocaleString()) // refused here
