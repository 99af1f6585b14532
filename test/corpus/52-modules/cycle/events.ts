export const events: string[] = []
