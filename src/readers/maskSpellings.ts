/** The spellings of a mask that models write, found in one walk through a text. */

/** The phrases in upper and lower case: a pattern that ignores case would stop at every r and m of a text. */
const anyCase = (phrases: string): string =>
  phrases.replace(/[a-z]/g, (letter) => `[${letter.toUpperCase()}${letter}]`)

const names = anyCase(
  "redacted|removed|mask(?:ed)?|blank(?:ed)?|censored|hidden|omitted|deleted|withheld|obscured|(?:word|name|place|adjective|noun|verb|location) (?:removed|redacted|masked)|redacted (?:word|name|text|place|phrase)"
)

const bars = "\u2588\u2593\u2592\u2591\u25A0"

/** What a mask begins with: most brackets are passed after a look at the sign behind them. */
const beginning = [
  `[[<(][ ]{0,3}[A-Za-z_.\u2026*${bars}?-]`,
  "\\{{1,2}[ ]{0,3}[A-Za-z]",
  `[${bars}]`,
  "(?:\\\\?_){3}",
  "\\*{1,3}[*MRmr]",
  "RED|MAS"
].join("|")

/** A mask without what is put around it. Upper case decides where a word could be meant as a word. */
const spelledMask = new RegExp(
  `(?=[[<{(*_\\\\${bars}RM])(?=${beginning})(?:` + [
    `\\[[ ]{0,3}(?:${names})(?:[ _#:-]{1,2}\\d{1,3})?[ ]{0,3}\\]`,
    `<[ ]{0,3}(?:${names})(?:[ _-]?\\d{1,3})?[ ]{0,3}/?>`,
    `\\{{1,2}[ ]{0,3}(?:${names})[ ]{0,3}\\}{1,2}`,
    `\\([ ]{0,3}(?:${anyCase("redacted|masked")})[ ]{0,3}\\)`,
    `\\*{1,3}(?:${anyCase("redacted|masked|removed")})\\*{1,3}`,
    `\\[[ ]{0,3}(?:_{2,}|\\.{3}|\u2026|[Xx]{2,}|\\*{2,}|[${bars}]+|-{2,}|\\?{2,})[ ]{0,3}\\]`,
    `[${bars}]{2,}(?: {0,1}[${bars}]{2,})*`,
    "(?<![\\p{L}\\p{N}_])(?:\\\\_|_){3,}(?![\\p{L}\\p{N}_])",
    "(?<![\\p{L}\\p{N}*])\\*{4,}(?![\\p{L}\\p{N}*])",
    "(?<![\\p{L}\\p{N}_*])(?:REDACTED|MASKED)(?![\\p{L}\\p{N}_*])"
  ].join("|") + ")",
  "gu"
)

/** Without one of these a text has no mask. */
const trigger = /[[<{(*_\\\u2588\u2593\u2592\u2591\u25A0]|REDACTED|MASKED/

const isWord = /^\*{0,1}[A-Za-z]+\*{0,1}$|^\([a-z ]+\)$/

/** A word in small letters is meant as a word. */
const isMeantAsWord = (span: string): boolean => isWord.test(span) && span !== span.toUpperCase()

/** Signs around a mask that belong to it when as many stand on both sides: "**[REDACTED]**". */
const marks = "*_~`"
const mostMarks = 3
/** What stands behind a mask that may have something around it. */
const around = `${marks} ]`

interface Span {
  readonly start: number
  readonly end: number
}

const mostBlanks = 3

const skipBlanks = (text: string, at: number, step: 1 | -1): number => {
  let place = at
  for (let count = 0; count < mostBlanks && text[step > 0 ? place : place - 1] === " "; count++) place += step
  return place
}

/** How often the same mark is repeated from a place on. */
const runLength = (text: string, at: number, step: 1 | -1): number => {
  const first = step > 0 ? at : at - 1
  let count = 0
  while (count <= mostMarks && text[first + step * count] === text[first]) count += 1
  return count
}

/** The next layer around a span, or null: brackets, or the same number of the same marks. */
const layer = (text: string, { end, start }: Span, from: number): Span | null => {
  const mark = text[end] ?? ""
  if (mark !== "" && marks.includes(mark) && text[start - 1] === mark) {
    const count = runLength(text, end, 1)
    return count <= mostMarks && count === runLength(text, start, -1) && start - count >= from
      ? { start: start - count, end: end + count }
      : null
  }
  const open = skipBlanks(text, start, -1)
  const close = skipBlanks(text, end, 1)
  return text[open - 1] === "[" && text[close] === "]" && open > from
    ? { start: open - 1, end: close + 1 }
    : null
}

/** The span with everything around it that belongs to the mask, layer by layer; not beyond `from`. */
const withLayers = (text: string, core: Span, from: number): Span => {
  let span = core
  for (let next = layer(text, span, from); next !== null; next = layer(text, span, from)) span = next
  return span
}

/** Calls `found` with the place of every mask, in order. */
const eachMask = (text: string, found: (start: number, end: number) => void): void => {
  if (!trigger.test(text)) return
  let from = 0
  const surrounding = text.includes("[") ? around : marks
  spelledMask.lastIndex = 0
  for (let match = spelledMask.exec(text); match !== null; match = spelledMask.exec(text)) {
    const spelled = match[0]
    if (match.index < from || isMeantAsWord(spelled)) continue
    const core = { start: match.index, end: match.index + spelled.length }
    const span = surrounding.includes(text[core.end] ?? "\n") ? withLayers(text, core, from) : core
    found(span.start, span.end)
    from = span.end
  }
}

/** A stretch of a text: a mask as it is spelled there, or what stands between masks. */
export interface Stretch {
  readonly text: string
  readonly isMask: boolean
}

const spelledStretches = (text: string): readonly Stretch[] => {
  const stretches: Stretch[] = []
  let from = 0
  eachMask(text, (start, end) => {
    stretches.push({ text: text.slice(from, start), isMask: false }, {
      text: text.slice(start, end),
      isMask: true
    })
    from = end
  })
  return [...stretches, { text: text.slice(from), isMask: false }]
}

/** Whether a token is itself spelled like a mask, so that it may stand inside another ("**[REDACTED]**"). */
const isSpelledLikeMask = (token: string): boolean => {
  let whole = false
  eachMask(token, (start, end) => {
    whole = start === 0 && end === token.length
  })
  return whole
}

/** Cuts a text at its masks, the token and every other spelling; the stretches together are the text. */
export const splitAtMasks = (text: string, token: string): readonly Stretch[] => {
  const parts = isSpelledLikeMask(token) ? [text] : text.split(token)
  return parts
    .flatMap((part, i) => [...(i === 0 ? [] : [{ text: token, isMask: true }]), ...spelledStretches(part)])
    .filter(({ text }) => text !== "")
}

const apart = /^[\s.,;:!?'"()-]$/

/** Whether nothing, a blank or a punctuation mark stands at the place. */
const isApart = (text: string, at: number): boolean => {
  const sign = text[at]
  return sign === undefined || sign === " " || apart.test(sign)
}

/** One mask's marks may hide the next ("**[MASK]**REDACTED"), which a second walk finds, or very few more. */
const mostWalks = 6

const respelled = (text: string, token: string, walks = mostWalks): string => {
  let normal = ""
  let from = 0
  let touches = false
  eachMask(text, (start, end) => {
    normal += text.slice(from, start) + token
    from = end
    touches ||= !isApart(text, end) || !isApart(text, start - 1)
  })
  if (from === 0) return text
  normal += text.slice(from)
  return touches && walks > 0 && normal !== text ? respelled(normal, token, walks - 1) : normal
}

/** Writes every spelling of a mask that models use as the token; other brackets and words stay. */
export const normaliseMasks = (text: string, token: string): string =>
  isSpelledLikeMask(token)
    ? respelled(text, token)
    : text.split(token).map((part) => respelled(part, token)).join(token)
