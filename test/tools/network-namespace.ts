// Scripts of the tests that need a network: each runs in namespaces of its own, which go with it, and with them its devices
// and all processes that it started.
import { spawnSync } from 'node:child_process'
import { projectRoot } from './oracle.ts'

const DEFAULT_SECONDS = 180

/** Linux's end of the link to a guest. */
export const HOST_ADDRESS = '10.9.0.1'
export const GUEST_ADDRESS = '10.9.0.2'
export const PREFIX_LENGTH = 24

/** Commands that make a TAP device through which Linux has HOST_ADDRESS. */
export function tapWithAddress(name: string): string[] {
  return [
    `ip tuntap add dev ${name} mode tap`, `ip addr add ${HOST_ADDRESS}/${PREFIX_LENGTH} dev ${name}`,
    `ip link set ${name} up`,
  ]
}

/**
 * Runs the commands of `setUp`, then a script of test/tools with Node; what it printed, which is JSON. Throws what it
 * complained of if it fails, or takes longer than `mostSeconds`.
 */
export function runInNamespace<Result>(
  setUp: readonly string[], script: string, scriptArguments: readonly string[], mostSeconds = DEFAULT_SECONDS,
): Result {
  const { status, signal, stdout, stderr, error } = spawnSync('unshare', [
    '--net', '--pid', '--fork', '--kill-child', '--mount-proc',
    // `timeout` is the first process of its namespace: when it ends, for whatever reason, all others do.
    'sh', '-c', ['set -e', 'ip link set lo up', ...setUp, 'exec timeout --foreground --signal=KILL "$@"'].join('\n'), 'sh',
    String(mostSeconds), process.execPath, '--import', './tools/emit/register.mjs', `test/tools/${script}`, ...scriptArguments,
  ], { cwd: projectRoot, encoding: 'utf8' })
  if (status !== 0) {
    throw new Error(`${script} ended with ${status ?? signal} ${error?.message ?? ''}\n${stderr}`)
  }
  return JSON.parse(stdout)
}
