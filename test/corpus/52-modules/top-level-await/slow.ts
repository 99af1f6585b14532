import { order } from './order.ts'

order.push('slow start')
export const value = await new Promise<number>((resolve) => setTimeout(resolve, 5, 21))
order.push('slow end')
