// policy: do not edit to fix a build
//
// Who may import whom. A change here is a change of the design, made for its own sake, with its reason; a build that
// fails because of these rules is repaired where the import is.

/**
 * For each room of library/: the rooms (or single folders or, with `.ts`, single files of rooms) that its modules may
 * import beside themselves.
 */
export const libraryRooms: Readonly<Record<string, readonly string[]>> = {
  base: [],
  contracts: ['base'],
  crypto: ['base'],
  runtime: ['base'],
  // Console shows internal slots (what an object really is, entries of a Map, the state of a Promise) and
  // queueMicrotask adds to the job queue: going through the language's built-ins cannot reach them. Only the
  // safe intrinsics, not raw.
  globals: ['base', 'contracts', 'runtime/intrinsics/mod.ts', 'runtime/inspection', 'runtime/promise'],
  net: ['base', 'contracts', 'crypto'],
  storage: ['base', 'contracts'],
  protocols: ['base', 'contracts', 'crypto'],
  web: ['base', 'contracts', 'globals', 'protocols'],
  drivers: ['base', 'contracts', 'runtime/intrinsics'],
  // The process entry gives the collector its memory, makes strings of the kernel's bytes, and reads the storage of
  // strings for a report that must come out when nothing else works: all of that is core.
  machine: ['base', 'contracts', 'runtime/intrinsics', 'runtime/core'],
  kernel: ['*'],
  sim: ['base', 'contracts'],
}

/** npm packages that a room may import; prefer none. */
export const libraryPackages: Readonly<Record<string, readonly string[]>> = {
  crypto: ['@noble/hashes', '@noble/ciphers', '@noble/curves'],
}

/**
 * The roofs outside library/: what their modules may import. `self` is the roof, `skerry/` the library's public
 * entries, and what ends in `.ts` a single file.
 */
export const roofs: Readonly<Record<string, readonly string[]>> = {
  // layout.ts is imported as data: one description of memory for the code that the compiler emits and the runtime that
  // reads what that leaves. Nothing else of library is imported: it is input.
  compiler: ['self', 'node:', 'typescript', 'library/runtime/core/layout.ts'],
  cli: ['self', 'compiler', 'node:'],
  appliances: ['self', 'skerry/'],
}

/** Rooms that name no ambient thing: what they need is a parameter. */
export const roomsWithoutAmbient = ['net', 'storage', 'protocols', 'drivers']

/** Globals that are ambient; `X.y` stands for that member only. */
export const ambientNames = [
  'Date', 'Math.random', 'performance', 'setTimeout', 'setInterval', 'setImmediate', 'clearTimeout', 'clearInterval',
  'clearImmediate', 'queueMicrotask', 'console', 'fetch', 'crypto', 'process', 'globalThis',
]

/** The module of raw memory operations, and where it may be imported. */
export const rawModule = 'library/runtime/intrinsics/raw.ts'
export const rawFolders = [
  'library/runtime/intrinsics/', 'library/runtime/core/', 'library/machine/', 'library/drivers/', 'library/kernel/',
]

/** What a file section that uses raw operations must hold: a line that says what makes them safe. */
export const safetyMark = '// SAFETY:'
/** Sections of a file begin with such a line; a file without one is a single section. */
export const sectionMark = '// --- '

/** Files that run on a person's machine and end up in no image: tests, fuzzers, measurements, Node's twins. */
export const hostFileSuffixes = ['.test.ts', '.fuzz.ts', '.bench.ts', '.test-support.ts', '-twin.ts']
