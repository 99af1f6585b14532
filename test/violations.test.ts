// What a sealed guest may not do ends it with a report and a status, and each has a twin: without the guard, the same
// guest gets away with it.
import assert from 'node:assert/strict'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { projectRoot } from './tools/oracle.ts'
import { defaultGuest, runImage } from './tools/guest.ts'
import { buildWith, patchedCopy, type Patch } from './tools/patched-copy.ts'

const folder = join(projectRoot, 'build/violations')
const program = join(folder, 'survivor.ts')

interface Violation {
  readonly name: string
  readonly report: RegExp
  readonly status: number
  /** What the violation needs taken out beside the guard: a defence that comes before it. */
  readonly disarmed?: readonly Patch[]
  /** Takes the guard out. */
  readonly without: Patch
}

const MONITOR = 'library/machine/monitor'
const REFUSED = { report: /the monitor refuses a call/, status: 86 }
const NO_WRITE = { report: /write to memory that may not be written/, status: 84 }

/** The program is called where the machine has just been sealed. */
const violating: readonly Patch[] = [
  { file: 'library/kernel/pvh.ts', text: '  machine.seal()\n', becomes: '  openVirtioNet(machine)\n  machine.seal()\n  violate(programArguments()[1], machine.queues[0])\n' },
  {
    file: 'library/kernel/pvh.ts', text: "import { PvhHost }", becomes: "import { openVirtioNet } from '../drivers/virtio/net.ts'\n" +
      "import { programArguments } from '../machine/pvh/process.ts'\nimport { violate } from '../machine/pvh/violations.test-support.ts'\nimport { PvhHost }",
  },
]

const violations: readonly Violation[] = [
  {
    name: 'descriptor-at-page-tables', ...REFUSED,
    without: { file: `${MONITOR}/calls.S`, text: '  cmp sealRecord + SEAL_DMA_START, %rax\n  jb refuse\n', becomes: '' },
  },
  {
    name: 'descriptor-at-descriptors', ...REFUSED,
    without: {
      file: 'library/machine/pvh/seal.ts', text: 'storeI53(record, DMA_START, heapRangeStart())',
      becomes: 'storeI53(record, DMA_START, queues[0].descriptors)',
    },
  },
  {
    name: 'write-descriptors', ...NO_WRITE,
    without: { file: `${MONITOR}/calls.S`, text: '  mov $~USER, %rsi\n', becomes: '  mov $~0, %rsi\n' },
  },
  {
    name: 'write-used-ring', ...NO_WRITE,
    without: { file: `${MONITOR}/calls.S`, text: '  mov $~WRITABLE, %rsi\n', becomes: '  mov $~0, %rsi\n' },
  },
  {
    name: 'map', ...REFUSED,
    without: { file: `${MONITOR}/calls.S`, text: 'mapDevice:\n  cmpb $0, isSealed\n  jne refuse\n', becomes: 'mapDevice:\n' },
  },
  {
    name: 'write-code', ...NO_WRITE,
    without: { file: `${MONITOR}/entry.S`, text: 'textEnd\n  .quad PRESENT | USER\n', becomes: 'textEnd\n  .quad PRESENT | USER | WRITABLE\n' },
  },
  {
    name: 'run-data', report: /execution of what is not code/, status: 83,
    without: {
      file: `${MONITOR}/entry.S`, text: '  mov $PRESENT | WRITABLE | USER, %esi\n  bts $NO_EXECUTE_BIT, %rsi\n  # falls through',
      becomes: '  mov $PRESENT | WRITABLE | USER, %esi\n  # falls through',
    },
  },
  {
    name: 'device-register', report: /read of memory that may not be read/, status: 84,
    without: { file: `${MONITOR}/calls.S`, text: '  and $~(USER | UNTIL_SEAL), %rax\n', becomes: '  and $~UNTIL_SEAL, %rax\n' },
  },
  {
    name: 'privileged', report: /privileged instruction/, status: 85,
    without: { file: `${MONITOR}/calls.S`, text: '  mov $127, %ecx\n  rep stosb\n', becomes: '' },
  },
  {
    name: 'null', report: /null dereference/, status: 81,
    without: {
      file: `${MONITOR}/entry.S`, text: 'imageParts: # start, end, flags\n',
      becomes: 'imageParts: # start, end, flags\n  .long 0, PAGE\n  .quad PRESENT | WRITABLE | USER | 1 << NO_EXECUTE_BIT\n',
    },
  },
  {
    name: 'stack', report: /stack overflow/, status: 82,
    disarmed: [{
      file: 'compiler/emit/function.ts', text: "this.line('if (UNLIKELY(skStackPointer < skStackLimit)) { skStackOverflow(); goto Lthrow; }')",
      becomes: '',
    }],
    // Then the stack runs into the image's data, and past that into its constants.
    without: { file: `${MONITOR}/entry.S`, text: '  add $PAGE, %edi\n  mov %rdi, bootStackLow\n', becomes: '  mov %rdi, bootStackLow\n' },
  },
]

function imageOf(name: string, patches: readonly Patch[]): string {
  const image = join(folder, name)
  buildWith(patchedCopy(`violations-${name}`, patches), program, image, '--target', 'pvh', '--optimise', 'size')
  return image
}

async function dies(violation: Violation, image: string, options = defaultGuest): Promise<void> {
  const result = await runImage(image, [violation.name], options)
  assert.match(result.console, violation.report, result.qemuErrors)
  assert.equal(result.status, violation.status)
  assert.doesNotMatch(result.console, /survived/)
}

describe('violations of a sealed guest', { concurrency: 2 }, () => {
  let common = ''
  before(() => {
    mkdirSync(folder, { recursive: true })
    writeFileSync(program, "console.log('survived')\n")
    common = imageOf('all', violating)
  })
  after(() => rmSync(folder, { recursive: true, force: true }))

  test('without a violation the guest runs', async () => {
    assert.deepEqual(await runImage(common, ['nothing']), { console: 'survived\n', status: 0, qemuErrors: '' })
  })

  for (const violation of violations) {
    test(violation.name, async () => {
      await dies(violation, violation.disarmed === undefined ? common : imageOf(violation.name, [...violating, ...violation.disarmed]))
    })
    if (violation.disarmed === undefined) {
      test(`${violation.name}, on PCI`, () => dies(violation, common, { ...defaultGuest, machine: 'q35' }))
    }
    test(`twin: ${violation.name} without its guard`, async () => {
      const image = imageOf(`twin-${violation.name}`, [...violating, ...violation.disarmed ?? [], violation.without])
      await assert.rejects(dies(violation, image), assert.AssertionError)
    })
  }
})
