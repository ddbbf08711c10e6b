/** What masking did: the new text, how many occurrences were replaced, and which listed words did not occur. */
export interface Masked {
  readonly text: string
  readonly masked: number
  readonly absent: readonly string[]
}

/** A text as it is searched: one case, one kind of apostrophe, one blank for a run; with its places in the original. */
interface Folded {
  readonly text: string
  /** Where each unit of the text begins in the original, and one more for the end. */
  readonly places: Uint32Array
}

const sameLength = (text: string): string => {
  const lower = text.toLowerCase()
  if (lower.length === text.length) return lower
  return Array.from(
    text,
    (symbol) => (symbol.toLowerCase().length === symbol.length ? symbol.toLowerCase() : symbol)
  ).join("")
}

const fold = (written: string): Folded => {
  const plain = sameLength(written).replace(/[\u2018\u2019\u02BC\u00B4`]/g, "'").replace(
    /[\u201C\u201D\u201E]/g,
    "\""
  ).replace(/\s/g, " ")
  const places = new Uint32Array(plain.length + 1)
  let kept = 0
  for (let i = 0; i < plain.length; i++) {
    if (plain[i] === " " && plain[i - 1] === " ") continue
    places[kept] = i
    kept += 1
  }
  places[kept] = plain.length
  return { text: plain.replace(/ {2,}/g, " "), places }
}

const wordSymbol = /[\p{L}\p{N}\p{M}_]/gu

/** For each unit whether it belongs to a letter, a digit, a combining mark or an underscore. */
const wordUnits = (text: string): Uint8Array => {
  const units = new Uint8Array(text.length)
  for (const symbol of text.matchAll(wordSymbol)) units.fill(1, symbol.index, symbol.index + symbol[0].length)
  return units
}

const apostrophe = 39

/**
 * Whether the stretch is a whole word: no letter goes on at its ends, and neither does a contraction ("don" is no word
 * of "don't") nor a sign that belongs to a name ("C" is no word of "C++").
 */
const isWhole = (text: string, units: Uint8Array, start: number, end: number): boolean => {
  if (units[start - 1] === 1 && units[start] === 1) return false
  if (units[end] === 1) return false
  if (units[start] === 1 && text.charCodeAt(start - 1) === apostrophe && units[start - 2] === 1) return false
  const next = text[end]
  if (units[end - 1] !== 1) return true
  if (next === "+" || next === "#") return false
  return !(next === "'" && text[end + 1] === "t" && units[end + 2] !== 1)
}

const variants = (
  form: string
): readonly string[] => [...new Set([form, form.normalize("NFC"), form.normalize("NFD")])]

/** Replaces whole-word occurrences of the words by the token, in any case, longer words and phrases first. */
export const maskWords = (paragraph: string, words: readonly string[], token: string): Masked => {
  const { places, text } = fold(paragraph)
  const units = wordUnits(text)
  const taken = new Uint8Array(text.length)
  const inToken = 2
  const sought = fold(token).text
  for (
    let at = sought.trim() === "" ? -1 : text.indexOf(sought);
    at >= 0;
    at = text.indexOf(sought, at + sought.length)
  ) {
    taken.fill(inToken, at, at + sought.length)
  }
  const present = new Set<string>()
  const spans: { readonly start: number; readonly end: number }[] = []
  const wanted = words.map((word) => ({ word, form: fold(word).text.trim() }))
  const forms = [...new Set(wanted.map(({ form }) => form))].filter((form) => form !== "")
    .sort((x, y) => y.length - x.length)
  for (const form of forms) {
    for (const spelling of variants(form)) {
      const holdsToken = sought !== "" && spelling.includes(sought)
      for (let at = text.indexOf(spelling); at >= 0; at = text.indexOf(spelling, at + 1)) {
        const end = at + spelling.length
        const first = taken[at]
        const last = taken[end - 1]
        if (first === inToken || last === inToken || holdsToken || !isWhole(text, units, at, end)) continue
        present.add(form)
        // What is taken already is at least as long, so it covers one end of whatever it overlaps.
        if (first === 1 || last === 1) continue
        taken.fill(1, at, end)
        spans.push({ start: places[at] ?? 0, end: places[end] ?? paragraph.length })
      }
    }
  }
  spans.sort((x, y) => x.start - y.start)
  const pieces: string[] = []
  let from = 0
  for (const { end, start } of spans) {
    pieces.push(paragraph.slice(from, start))
    from = end
  }
  pieces.push(paragraph.slice(from))
  return {
    text: pieces.join(token),
    masked: spans.length,
    absent: wanted.filter(({ form }) => !present.has(form)).map(({ word }) => word)
  }
}
