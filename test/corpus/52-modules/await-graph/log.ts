export function log(text: string): void {
  log.all.push(text)
}
log.all = [] as string[]
