// `node --import ./tools/emit/register.mjs x.ts`: runs TypeScript through the fixed emit, without type checks.
import { register } from 'node:module'
process.setSourceMapsEnabled(true)
register('./hooks.mjs', import.meta.url)
