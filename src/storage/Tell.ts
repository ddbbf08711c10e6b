/**
 * How long work says how far it is.
 */

/** Hears what is being done, how much of it is done, and of how much; null where nobody knows. */
export type Tell = (what: string, done: number, total: number | null) => void

/** Tells nobody. */
export const tellNobody: Tell = () => {}

/** A growing number of rows, told as such. */
export const tellRows = (tell: Tell, what: string): (rows: number) => void => {
  let done = 0
  return (rows) => tell(what, done += rows, null)
}
