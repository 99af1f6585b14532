// A copy of the tool with a guard taken out of its source, for the twin of the guard's test: the product has no switch
// for that.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectRoot } from './oracle.ts'

/** `text` must stand in `file` exactly once. */
export interface Patch { readonly file: string; readonly text: string; readonly becomes: string }

const COPIED = ['bin', 'cli', 'compiler', 'library', 'tools', 'package.json']

/** Copies the tool to a folder under build/, where node_modules is still found, applies the patches, and gives the folder. */
export function patchedCopy(name: string, patches: readonly Patch[]): string {
  const folder = join(projectRoot, 'build/patched', name)
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  for (const item of COPIED) cpSync(join(projectRoot, item), join(folder, item), { recursive: true })
  // What the patches leave as it is need not be compiled again.
  const objects = join(projectRoot, 'node_modules/.cache/skerry-objects')
  mkdirSync(objects, { recursive: true })
  mkdirSync(join(folder, 'node_modules/.cache'), { recursive: true })
  symlinkSync(objects, join(folder, 'node_modules/.cache/skerry-objects'))
  for (const { file, text, becomes } of patches) {
    const path = join(folder, file)
    const source = readFileSync(path, 'utf8')
    assert.equal(source.split(text).length, 2, `${file} has ${JSON.stringify(text)} exactly once`)
    writeFileSync(path, source.replace(text, () => becomes))
  }
  return folder
}

/** `skerry build` of the tool in `folder`; throws what it printed if it fails. */
export function buildWith(folder: string, entry: string, output: string, ...options: string[]): void {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(folder, 'bin/skerry'), 'build', entry, '-o', output, ...options], { encoding: 'utf8' })
  assert.equal(status, 0, stdout + stderr)
}
