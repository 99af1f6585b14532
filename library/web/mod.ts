// Request, Response and Headers, and serving a program that has `fetch`.
export { Headers } from './headers.ts'
export { Request } from './request.ts'
export { Response } from './response.ts'
export { type FetchHandler, type Listener, serve, type ServeOptions } from './serve.ts'
