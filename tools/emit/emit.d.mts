// Types of emit.mjs, which is JavaScript because the module hooks load it before they exist.
import type ts from 'typescript'
export function emitOptions(typescript: typeof ts): ts.CompilerOptions
export function emitJavaScript(
  sourceText: string, fileName: string, options?: { sourceMap?: boolean; rewriteExtensions?: boolean },
): string
export function emitFileCached(fileName: string): string
