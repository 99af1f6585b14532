import { order } from './order.ts'

order.push('sibling')
export const other = 4
