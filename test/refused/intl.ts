// expect: SK1200
console.log(new Intl.NumberFormat('de').format(1234.5)) // refused here
