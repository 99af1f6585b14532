// expect: SK1203
const composed = ['\u00e9', 'e\u0301'].map((text) => text.normalize('NFC')) // refused here
console.log(composed[0] === composed[1])
