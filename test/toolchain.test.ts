// The tool takes Node 20 or later; Node 26 is only the oracle, and never the Node that runs the tool by accident.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { join } from 'node:path'
import { projectRoot } from './tools/oracle.ts'

test('the Node that runs the tool is the host\'s, 20 or later', () => {
  assert.ok(Number(process.versions.node.split('.')[0]) >= 20, process.versions.node)
  assert.ok(!process.execPath.startsWith(join(projectRoot, 'node_modules')), process.execPath)
})
