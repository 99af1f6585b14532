// queueMicrotask (HTML §8.1.7).
import { enqueueMicrotask } from '../runtime/promise/mod.ts'
import { requireCallback } from './arguments.ts'

export function queueMicrotask(callback: () => unknown): void {
  requireCallback(callback)
  enqueueMicrotask(callback)
}
