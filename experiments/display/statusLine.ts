/**
 * The one line at the bottom of a terminal that shows how far things are; messages go above it.
 */
import { createLogUpdate } from "log-update"

const terminal = createLogUpdate(process.stderr, { showCursor: true })

/** Whether there is a terminal that shows it; logs for programs are not disturbed by it. */
export const canShowStatus = (): boolean => process.stderr.isTTY && !isForPrograms

let isForPrograms = false

/** From now on stderr is read by a program. */
export const writeForPrograms = (): void => {
  isForPrograms = true
}

/** Shows a text in place of the last one. */
export const showStatus = (text: string): void => terminal(text)

/** Leaves the last text where it is. */
export const keepStatus = (): void => terminal.done()

/** Takes the last text away. */
export const clearStatus = (): void => terminal.clear()

/** Writes a message to stderr; the status comes back below it with the next `showStatus`. */
export const writeMessage = (message: string): void => {
  if (canShowStatus()) terminal.clear()
  process.stderr.write(`${message}\n`)
}
