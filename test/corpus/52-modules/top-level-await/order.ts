export const order: string[] = []
