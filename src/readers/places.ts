/** What stands at a place of a text, and where something stands next. */

/**
 * The unit at a place, 0 outside of the text. To ask `charCodeAt` for a place outside would make every later call of it
 * slower, and answer with what is no index of a table.
 */
export const unitAt = (text: string, at: number): number =>
  at >= 0 && at < text.length ? text.charCodeAt(at) : 0

/** For each unit whether it is one of the signs. */
export const tableOf = (signs: string): Uint8Array => {
  const table = new Uint8Array(0x10000)
  for (const sign of signs) table[sign.charCodeAt(0)] = 1
  return table
}

/** Whether one of a table's signs stands at a place. */
export const isAt = (table: Uint8Array, text: string, at: number): boolean => table[unitAt(text, at)] === 1

/** Where a stretch stands next; in a row of one sign no search is needed, which costs more than a look. */
export const nextPlace = (text: string, sought: string, from: number): number =>
  text[from] === sought ? from : text.indexOf(sought, from)
