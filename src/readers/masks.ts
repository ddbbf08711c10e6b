/** What masking did: the new text, how many occurrences were replaced, and which listed words did not occur. */
export interface Masked {
  readonly text: string
  readonly masked: number
  readonly absent: readonly string[]
}

/** The same length in characters, one case, one kind of apostrophe and quote. */
const folded = (text: string): string =>
  [...text].map((symbol) => {
    const lower = symbol.toLowerCase()
    const same = lower.length === symbol.length ? lower : symbol
    return /[\u2018\u2019\u02BC\u00B4`]/.test(same)
      ? "'"
      : /[\u201C\u201D\u201E\u00AB\u00BB]/.test(same)
      ? "\""
      : /\s/.test(same)
      ? " "
      : same
  }).join("")

const wordSymbol = /[\p{L}\p{N}\p{M}_]/u

const symbolBefore = (text: string, at: number): string => {
  const low = text.charCodeAt(at - 1)
  return low >= 0xDC00 && low <= 0xDFFF
    ? text.slice(Math.max(0, at - 2), at)
    : text.slice(Math.max(0, at - 1), at)
}

const symbolAt = (text: string, at: number): string => String.fromCodePoint(text.codePointAt(at) ?? 32)

const isWordSymbol = (symbol: string): boolean => symbol !== "" && wordSymbol.test(symbol)

/** Whether the stretch is not part of a longer word. Only an end that is itself a letter or digit can be. */
const isWhole = (text: string, start: number, end: number): boolean =>
  !(start > 0 && isWordSymbol(symbolAt(text, start)) && isWordSymbol(symbolBefore(text, start)))
  && !(end < text.length && isWordSymbol(symbolBefore(text, end)) && isWordSymbol(symbolAt(text, end)))

/** Replaces whole-word occurrences of the words by the token, in any case, longer words and phrases first. */
export const maskWords = (paragraph: string, words: readonly string[], token: string): Masked => {
  const text = folded(paragraph)
  const wanted = words.map((word) => ({ word, form: folded(word).replace(/ +/g, " ").trim() }))
  const taken = new Uint8Array(text.length)
  const blockToken = folded(token)
  for (
    let at = blockToken === "" ? -1 : text.indexOf(blockToken);
    at >= 0;
    at = text.indexOf(blockToken, at + blockToken.length)
  ) {
    taken.fill(1, at, at + blockToken.length)
  }
  const spans: { start: number; end: number }[] = []
  const present = new Set<string>()
  const forms = [...new Set(wanted.map(({ form }) => form))].filter((form) => form !== "").sort((x, y) =>
    y.length - x.length
  )
  for (const form of forms) {
    for (let at = text.indexOf(form); at >= 0; at = text.indexOf(form, at + 1)) {
      const end = at + form.length
      if (!isWhole(text, at, end)) continue
      present.add(form)
      if (taken.subarray(at, end).some((cell) => cell === 1)) continue
      taken.fill(1, at, end)
      spans.push({ start: at, end })
    }
  }
  spans.sort((x, y) => x.start - y.start)
  let masked = ""
  let from = 0
  for (const span of spans) {
    masked += paragraph.slice(from, span.start) + token
    from = span.end
  }
  return {
    text: masked + paragraph.slice(from),
    masked: spans.length,
    absent: wanted.filter(({ form }) => !present.has(form)).map(({ word }) => word)
  }
}

const maskNames =
  "redacted|removed|mask(?:ed)?|blank(?:ed)?|censored|hidden|omitted|deleted|withheld|obscured|word removed|word redacted"
const spelledMask = new RegExp(
  [
    `\\[{1,2}\\s{0,3}(?:${maskNames})(?:[ _#:-]{1,2}\\d{1,3})?\\s{0,3}\\]{1,2}`,
    `<\\s{0,3}(?:${maskNames})(?:[ _-]?\\d{1,3})?\\s{0,3}/?>`,
    `\\{{1,2}\\s{0,3}(?:${maskNames})\\s{0,3}\\}{1,2}`,
    `\\(\\s{0,3}(?:redacted|masked)\\s{0,3}\\)`,
    "\\*{1,2}\\[?(?:REDACTED|MASKED|REMOVED)\\]?\\*{1,2}",
    "\\[\\s{0,3}(?:_{2,}|\\.{3}|\u2026|X{2,}|\\*{2,}|\u2588+|-{2,})\\s{0,3}\\]",
    "(?<!\u2588)[\u2588\u2593\u2592\u2591\u25A0]{2,}",
    "(?<![\\p{L}\\p{N}_])_{3,}(?![\\p{L}\\p{N}_])",
    "(?<![\\p{L}\\p{N}*])\\*{4,}(?![\\p{L}\\p{N}*])",
    "(?<![\\p{L}\\p{N}])(?:REDACTED|MASKED)(?![\\p{L}\\p{N}])"
  ].join("|"),
  "giu"
)

/** Writes every spelling of a mask that models use as the token. Other brackets stay. */
export const normaliseMasks = (text: string, token: string): string =>
  text.replace(spelledMask, (span) => {
    if (/^[A-Za-z]+$/.test(span) && span !== span.toUpperCase()) return span
    return token
  })
