/** What stands at a place of a text, and where something stands next. */

/**
 * The unit at a place, 0 outside of the text. To ask `charCodeAt` for a place outside would make every later call of it
 * slower, and answer with what is no index of a table.
 */
export const unitAt = (text: string, at: number): number =>
  at >= 0 && at < text.length ? text.charCodeAt(at) : 0

/** Where a stretch stands next; in a row of one sign no search is needed, which costs more than a look. */
export const nextPlace = (text: string, sought: string, from: number): number =>
  text[from] === sought ? from : text.indexOf(sought, from)
