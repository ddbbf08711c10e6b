/** What masking did: the new text, how many occurrences were replaced, and which listed words did not occur. */
export interface Masked {
  readonly text: string
  readonly masked: number
  readonly absent: readonly string[]
}

/** A text as it is searched: one case, one kind of apostrophe, one blank for a run; with its places in the original. */
interface Folded {
  readonly text: string
  /** Where each unit of the text begins in the original, and one more for the end; null when they are the same. */
  readonly places: Uint32Array | null
}

const sameLength = (text: string): string => {
  const lower = text.toLowerCase()
  if (lower.length === text.length) return lower
  return Array.from(
    text,
    (symbol) => (symbol.toLowerCase().length === symbol.length ? symbol.toLowerCase() : symbol)
  ).join("")
}

/** Signs that are the same for a search, by their code. */
const sameSigns: readonly (readonly [number, number])[] = [
  ...[..."\u2018\u2019\u02BC\u00B4`"].map((sign): [number, number] => [sign.charCodeAt(0), 39]),
  ...[..."\u201C\u201D\u201E"].map((sign): [number, number] => [sign.charCodeAt(0), 34]),
  ...[
    ..."\t\n\v\f\r\u00A0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200A\u2028\u2029\u202F\u205F\u3000\uFEFF"
  ]
    .map((sign): [number, number] => [sign.charCodeAt(0), 32])
]
/** For every unit the one that a search sees. */
const searched = Uint16Array.from({ length: 0x10000 }, (_, unit) => unit)
for (const [unit, same] of sameSigns) searched[unit] = same
const blank = 32
const unusual = /[^ -~]|`| {2}/
const utf16 = new TextDecoder("utf-16le", { ignoreBOM: true })

const fold = (written: string): Folded => {
  const lower = sameLength(written)
  if (!unusual.test(lower)) return { text: lower, places: null }
  const places = new Uint32Array(lower.length + 1)
  const units = new Uint16Array(lower.length)
  let kept = 0
  for (let i = 0; i < lower.length; i++) {
    const sign = searched[lower.charCodeAt(i)] as number
    if (sign === blank && kept > 0 && units[kept - 1] === blank) continue
    places[kept] = i
    units[kept] = sign
    kept += 1
  }
  places[kept] = lower.length
  return { text: utf16.decode(units.subarray(0, kept)), places }
}

const wordSymbol = /^[\p{L}\p{N}\p{M}_]/u
const isWordAscii = (unit: number): boolean =>
  (unit >= 97 && unit <= 122) || (unit >= 48 && unit <= 57) || unit === 95 || (unit >= 65 && unit <= 90)
const isLowSurrogate = (unit: number): boolean => unit >= 0xDC00 && unit <= 0xDFFF

/** Whether a letter, a digit, a combining mark or an underscore stands at a place. */
const isWordAt = (text: string, at: number): boolean => {
  const unit = text.charCodeAt(at)
  if (unit < 128) return isWordAscii(unit)
  const start = isLowSurrogate(unit) && at > 0 ? at - 1 : at
  return at < text.length && wordSymbol.test(text.slice(start, start + 2))
}

/**
 * Whether the stretch is a whole word: no letter goes on at its ends, and neither does a contraction ("don" is no word
 * of "don't") nor a sign that belongs to a name ("C" is no word of "C++").
 */
const isWhole = (text: string, start: number, end: number): boolean => {
  const opens = isWordAt(text, start)
  if (opens && isWordAt(text, start - 1)) return false
  if (isWordAt(text, end)) return false
  if (opens && text[start - 1] === "'" && isWordAt(text, start - 2)) return false
  const next = text[end]
  if (next === undefined || next === " " || !isWordAt(text, end - 1)) return true
  if (next === "+" || next === "#") return false
  return !(next === "'" && text[end + 1] === "t" && !isWordAt(text, end + 2))
}

const variants = (form: string): readonly string[] =>
  unusual.test(form) ? [...new Set([form, form.normalize("NFC"), form.normalize("NFD")])] : [form]

/** Replaces whole-word occurrences of the words by the token, in any case, longer words and phrases first. */
export const maskWords = (paragraph: string, words: readonly string[], token: string): Masked => {
  const { places, text } = fold(paragraph)
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
  // For each unit at which a masked stretch begins, where that stretch ends.
  const ends = new Uint32Array(text.length)
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
        if (first === inToken || last === inToken || holdsToken || !isWhole(text, at, end)) continue
        present.add(form)
        // What is taken already is at least as long, so it covers one end of whatever it overlaps.
        if (first === 1 || last === 1) continue
        // Words are short, and a call of `fill` costs more than their few signs.
        for (let unit = at; unit < end; unit++) taken[unit] = 1
        ends[at] = end
      }
    }
  }
  const original = (at: number): number => (places === null ? at : places[at] ?? paragraph.length)
  const pieces: string[] = []
  let from = 0
  for (let at = 0; at < ends.length; at++) {
    const end = ends[at] ?? 0
    if (end === 0) continue
    pieces.push(paragraph.slice(from, original(at)))
    from = original(end)
    at = end - 1
  }
  pieces.push(paragraph.slice(from))
  return {
    text: pieces.join(token),
    masked: pieces.length - 1,
    absent: wanted.filter(({ form }) => !present.has(form)).map(({ word }) => word)
  }
}
