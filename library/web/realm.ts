// The globals of the web, each under its name.
export { Headers } from './headers.ts'
export { Request } from './request.ts'
export { Response } from './response.ts'
