// Exit statuses of the tool, and the error whose message is meant for the person at the terminal.
export const EXIT_OK = 0
/** The program was refused or does not type-check; diagnostics were printed. */
export const EXIT_REFUSED = 1
/** The command line, a path or a missing tool is at fault. */
export const EXIT_USAGE = 2
/** A guest ended, and the monitor did not say how. */
export const EXIT_NO_RECORD = 69
/** The compiler threw. */
export const EXIT_INTERNAL = 70

/** One clear message, printed without a stack; ends the command with EXIT_USAGE. */
export class CliError extends Error {}
