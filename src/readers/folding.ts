/** Texts as a search for words sees them. */

/** A text as it is searched: one case, one kind of apostrophe, one blank for a run. */
export interface Folded {
  readonly text: string
  /** In pairs and in order: behind how many units of the text blanks were left out, and how many until then. */
  readonly gaps: readonly number[]
}

const sameLength = (text: string): string => {
  const lower = text.toLowerCase()
  if (lower.length === text.length) return lower
  return Array.from(
    text,
    (symbol) => (symbol.toLowerCase().length === symbol.length ? symbol.toLowerCase() : symbol)
  ).join("")
}

/** Signs that are the same for a search, behind the one that stands for them. */
const sameSigns = [
  "'\u2018\u2019\u02BC\u00B4`",
  "\"\u201C\u201D\u201E",
  " \t\n\v\f\r\u00A0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200A\u2028\u2029\u202F\u205F\u3000\uFEFF"
]
/** For every unit the one that a search sees. */
const searched = Uint16Array.from({ length: 0x10000 }, (_, unit) => unit)
for (const signs of sameSigns) {
  for (const sign of signs) searched[sign.charCodeAt(0)] = signs.charCodeAt(0)
}
const utf16 = new TextDecoder("utf-16le", { ignoreBOM: true })

/** Every sign as a search sees it, in its place, where the text has one of those that differ. */
const asSearched = (lower: string, differing: RegExp): string => {
  if (!differing.test(lower)) return lower
  const units = new Uint16Array(lower.length)
  for (let i = 0; i < lower.length; i++) units[i] = searched[lower.charCodeAt(i)] as number
  return utf16.decode(units)
}

/** A text in lower case with straight quotes, each sign in its place; its line breaks may stay. */
export const foldSigns = (written: string): string => asSearched(sameLength(written), /[^\n -_a-~]/)

const blank = 32

/** A text in lower case, with straight quotes and one blank between words. */
export const fold = (written: string): Folded => {
  const text = asSearched(sameLength(written), /[^ -_a-~]/)
  const pieces: string[] = []
  const gaps: number[] = []
  let from = 0
  let left = 0
  for (let at = text.indexOf("  "); at >= 0; at = text.indexOf("  ", from)) {
    pieces.push(text.slice(from, at + 1))
    const kept = at + 1 - left
    from = at + 2
    while (text.charCodeAt(from) === blank) from += 1
    left = from - kept
    gaps.push(kept, left)
  }
  if (from === 0) return { text, gaps }
  pieces.push(text.slice(from))
  return { text: pieces.join(""), gaps }
}

const same = (at: number): number => at

/** Says of places in a folded text, asked for in order, where they are in the text as written. */
export const placesIn = ({ gaps }: Folded): (at: number) => number => {
  if (gaps.length === 0) return same
  let next = 0
  let left = 0
  return (at) => {
    for (; next < gaps.length && (gaps[next] as number) <= at; next += 2) left = gaps[next + 1] as number
    return at + left
  }
}
