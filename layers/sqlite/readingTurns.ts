/**
 * One read transaction for all that is read in one turn of the event loop.
 *
 * A read by itself locks and unlocks the file, which is three calls of the system: 2.4 us of the 6 of a point read.
 */
import type { Connection, Statement } from "./driver.ts"

/** The read transaction of a connection. */
export interface ReadingTurns {
  /** Opens it, if it is not open; it ends with the turn. */
  readonly begin: () => void
  /** Ends it, before anything that cannot be done inside of it, such as a write. */
  readonly end: () => void
}

/** Makes the read transactions of one connection; what others have committed shows from the next turn on. */
export const readingTurns = (file: Connection, prepare: (sql: string) => Statement): ReadingTurns => {
  let ending: NodeJS.Immediate | null = null

  const end = () => {
    if (ending === null) return
    clearImmediate(ending)
    ending = null
    // An error of the disk ends it, too.
    if (file.inTransaction) prepare("COMMIT").run()
  }

  const begin = () => {
    if (ending !== null) return
    prepare("BEGIN").run()
    ending = setImmediate(end)
  }

  return { begin, end }
}
