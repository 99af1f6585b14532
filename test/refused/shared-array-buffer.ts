// expect: SK1200
console.log(new SharedArrayBuffer(8).byteLength) // refused here
