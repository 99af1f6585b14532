// An uncaught error in a module rejects the module: jobs that were pending run, timers do not, and the status is 1.
class ConfigError extends Error {
  override name = 'ConfigError'

  constructor(readonly key: string) {
    super('missing ' + key)
  }
}

function need(config: Map<string, string>, key: string): string {
  const value = config.get(key)
  if (value === undefined) throw new ConfigError(key)
  return value
}

const config = new Map([['host', 'h'], ['port', '80']])
setTimeout(() => console.log('timer must not run'), 0)
Promise.resolve().then(() => console.log('job runs'))
const seen: string[] = []
try {
  for (const key of ['host', 'port']) seen.push(need(config, key))
  try {
    need(config, 'user')
  } finally {
    console.log('finally runs', seen)
  }
} catch (e) {
  console.log(e instanceof ConfigError, (e as ConfigError).key)
}
need(config, 'password')
console.log('not reached')
