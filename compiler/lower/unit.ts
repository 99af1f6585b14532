// One source file while the program is lowered.

import type ts from 'typescript'
import type { Place } from '../hir/hir.ts'
import type { DiagnosticPlace } from '../frontend/diagnostic.ts'
import { resolveFile } from './resolve.ts'
import type { Resolution } from './scope.ts'
import { functionTexts } from './source-text.ts'

export class Unit {
  readonly index: number
  readonly source: ts.SourceFile
  /** As shown to people. */
  readonly display: string
  readonly isLibrary: boolean
  /** Of the rooms that define the language's globals, whose namespace objects do not enumerate their members. */
  readonly definesGlobals: boolean
  #resolution: Resolution | null = null
  #symbols = new Map<string, number>()
  #texts: Map<ts.Node, string> | null = null
  readonly #stem: string

  constructor(index: number, source: ts.SourceFile, display: string, isLibrary: boolean) {
    this.index = index
    this.source = source
    this.display = display
    this.isLibrary = isLibrary
    this.definesGlobals = isLibrary && /^skerry:(runtime|globals)\//.test(display)
    this.#stem = display.replace(/\.[cm]?[jt]s$/, '')
  }

  get resolution(): Resolution {
    this.#resolution ??= resolveFile(this.source, this.isLibrary)
    return this.#resolution
  }

  /** What Function.prototype.toString gives for a function or class of a program; '' for the library's. */
  textOf(node: ts.Node): string {
    if (this.isLibrary) return ''
    this.#texts ??= functionTexts(this.source)
    return this.#texts.get(node) ?? ''
  }

  #place(position: number): Place {
    const { line, character } = this.source.getLineAndCharacterOfPosition(position)
    return { file: this.index, line: line + 1, column: character + 1 }
  }

  placeOf(node: ts.Node): Place {
    return this.#place(node.getStart(this.source))
  }

  endOf(node: ts.Node): Place {
    return this.#place(Math.max(0, node.end - 1))
  }

  /** A position after everything in the node, for judging what is initialised there. */
  endNode(node: ts.Node): { pos: number } {
    return { pos: node.end }
  }

  /** Where a diagnostic about the node points. */
  diagnosticPlace(node: ts.Node): DiagnosticPlace {
    const { line, column } = this.placeOf(node)
    const lines = this.source.text.split(/\r?\n/)
    const last = this.source.getLineAndCharacterOfPosition(node.end)
    const sourceLine = lines[line - 1] ?? ''
    return {
      file: this.display,
      line,
      column,
      sourceLine,
      width: last.line === line - 1 ? last.character - column + 1 : sourceLine.length - column + 1,
    }
  }

  /** A unique symbol for something at module level. */
  symbolFor(name: string): string {
    const base = `${this.#stem}.${name === '' ? 'anonymous' : name}`
    const count = this.#symbols.get(base) ?? 0
    this.#symbols.set(base, count + 1)
    return count === 0 ? base : `${base}~${count}`
  }
}
