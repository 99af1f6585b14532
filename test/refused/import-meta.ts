// expect: SK1104
console.log((import.meta as { url?: string }).url) // refused here
