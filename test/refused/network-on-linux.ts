// expect: SK1008
import { bind } from 'skerry/net' // refused here
console.log(bind().port)
