// What the compiler refuses: the closed list. One row for each code, so that a reader of a diagnostic, a test and the
// documentation all look at the same place. Codes never change their meaning.

export interface Refusal {
  /** One line; `%` is replaced by a detail (a name, a path). */
  readonly message: string
  readonly why: string
  readonly instead: string
}

const row = (message: string, why: string, instead: string): Refusal => ({ message, why, instead })
const NOT_YET = 'It is not implemented yet, and an approximation could give a wrong answer.'

export const refusals = {
  // --- SK10xx: input and modules
  SK1000: row('%', 'The program must pass the TypeScript checker before it is compiled.', 'Correct the type error.'),
  SK1001: row('Cannot read %', 'The file does not exist or is not readable.', 'Check the path.'),
  SK1002: row('Cannot import %', 'Only relative modules and skerry/… are taken today.', 'Use a relative import, or a global of the language.'),
  SK1003: row('Cannot import the Node.js module %', 'There is no Node.js in the image.', 'Use the globals `process`, `performance`, `console` and `setTimeout` without importing them.'),
  SK1004: row('Cannot import % by `require` or `import =`', 'Only ECMAScript modules are taken today.', 'Use an import declaration.'),
  SK1005: row('`export =` is not taken', 'Only ECMAScript modules are taken today.', 'Use `export default` or named exports.'),
  SK1006: row('Import attributes are not taken', NOT_YET, 'Put the data into a TypeScript module.'),
  SK1007: row('The compiler option % differs from the fixed options', 'Options that change what is emitted are fixed, so that one source has one meaning.', 'Remove the option from tsconfig.json.'),
  SK1008: row('% is not offered on this target', 'A Linux process has no network device of its own yet.', 'Build with --target pvh.'),

  // --- SK11xx: code made at run time, dynamic loading, reflection
  SK1100: row('`eval` is refused', 'Code made from strings cannot be compiled ahead of time.', 'Write the code as a function.'),
  SK1101: row('`Function` as a constructor of code is refused', 'Code made from strings cannot be compiled ahead of time.', 'Write the code as a function.'),
  SK1102: row('`with` is refused', 'Its names cannot be resolved ahead of time.', 'Name the object in each access.'),
  SK1103: row('Dynamic import() is refused', 'The module graph is closed when the image is made.', 'Use a static import.'),
  SK1104: row('`import.meta` is refused', 'An image has no module URLs.', 'Pass the data as a parameter.'),
  SK1105: row('A module namespace object as a value is refused', NOT_YET, 'Read its members by name (`ns.member`), or import them one by one.'),
  SK1106: row('`globalThis` as a value is refused', 'The set of globals is closed when the image is made.', 'Read the global by its name (`globalThis.name` or `name`).'),
  SK1107: row('`arguments.%` is refused', 'It exists only in sloppy mode.', 'Use a named function.'),

  // --- SK12xx: globals and members of built-ins
  SK1200: row('The global `%` is not offered', NOT_YET, 'Do without it, or write what you need in TypeScript.'),
  SK1201: row('`Date` is offered only as `Date.now()`', NOT_YET, 'Use `Date.now()` or `performance.now()`.'),
  SK1202: row('`%` needs Intl', 'Locale data is not part of an image.', 'Compare with < and >, or format by hand.'),
  SK1203: row('The member `%` of a built-in is not offered', NOT_YET, 'Write it in TypeScript.'),

  // --- SK13xx: syntax
  SK1300: row('Regular expressions are refused', NOT_YET, 'Use string methods (indexOf, split with a string, startsWith …).'),
  SK1301: row('BigInt is refused', NOT_YET, 'Use numbers, which are exact up to 2^53.'),
  SK1302: row('Async generators are refused', NOT_YET, 'Return an array, or a generator of promises.'),
  SK1303: row('Tagged templates are refused', NOT_YET, 'Call the function with ordinary arguments.'),
  SK1304: row('Decorators are refused', 'They are no part of ECMAScript 2024.', 'Call the function yourself.'),
  SK1305: row('`using` is refused', 'It is no part of ECMAScript 2024.', 'Use try … finally.'),
  SK1306: row('A namespace with values is refused', 'It is no part of ECMAScript.', 'Use a module.'),
  SK1307: row('JSX is refused', 'It is no part of ECMAScript.', 'Call the functions yourself.'),
  SK1308: row('`%` is refused', 'It is no part of ECMAScript 2024.', 'Write it in ECMAScript 2024.'),
  SK1309: row('The `accessor` keyword is refused', 'It is no part of ECMAScript 2024.', 'Write a getter and a setter.'),

  // --- SK14xx: found by the flow analysis
  SK1400: row('`new` on a function that is not a class is refused', NOT_YET, 'Declare a class.'),
  SK1401: row('The `arguments` object is refused', NOT_YET, 'Use a rest parameter.'),
  SK1402: row(
    'A class with private names extends another evaluation of itself', NOT_YET, 'Declare the fields private in TypeScript only, or write two classes.',
  ),
} as const

export type RefusalCode = keyof typeof refusals
