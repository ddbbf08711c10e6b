const names =
  "redacted|removed|mask(?:ed)?|blank(?:ed)?|censored|hidden|omitted|deleted|withheld|obscured|(?:word|name|place|adjective|noun|verb|location) (?:removed|redacted|masked)|redacted (?:word|name|text|place|phrase)"

/** The spellings of a mask that models write. Upper case decides where a word could be meant as a word. */
const spelledMask = new RegExp(
  "(?=[[<{(*_~`\\\\\u2588\u2593\u2592\u2591\u25A0RM])(?:" + [
    `(?:\\*{2}|__|~~|\`)?\\[{1,2}[ ]{0,3}(?:${names})(?:[ _#:-]{1,2}\\d{1,3})?[ ]{0,3}\\]{1,2}(?:\\*{2}|__|~~|\`)?`,
    `<[ ]{0,3}(?:${names})(?:[ _-]?\\d{1,3})?[ ]{0,3}/?>`,
    `\\{{1,2}[ ]{0,3}(?:${names})[ ]{0,3}\\}{1,2}`,
    "\\([ ]{0,3}(?:redacted|masked)[ ]{0,3}\\)",
    "\\*{1,3}(?:redacted|masked|removed)\\*{1,3}",
    "\\[[ ]{0,3}(?:_{2,}|\\.{3}|\u2026|X{2,}|\\*{2,}|[\u2588\u2593\u2592\u2591\u25A0]+|-{2,}|\\?{2,})[ ]{0,3}\\]",
    "[\u2588\u2593\u2592\u2591\u25A0]{2,}(?: {0,1}[\u2588\u2593\u2592\u2591\u25A0]{2,})*",
    "(?<![\\p{L}\\p{N}_])(?:\\\\_|_){3,}(?![\\p{L}\\p{N}_])",
    "(?<![\\p{L}\\p{N}*])\\*{4,}(?![\\p{L}\\p{N}*])",
    "(?<![\\p{L}\\p{N}])(?:redacted|masked)(?![\\p{L}\\p{N}])"
  ].join("|") + ")",
  "giu"
)

/** Without one of these a text has no mask. */
const trigger = /[[<{(*_~`\\\u2588\u2593\u2592\u2591\u25A0]|REDACTED|MASKED/

const isWord = /^\*{0,1}[A-Za-z]+\*{0,1}$|^\([a-z ]+\)$/

/** A word in small letters is meant as a word. */
const isMeantAsWord = (span: string): boolean => isWord.test(span) && span !== span.toUpperCase()

const respelled = (text: string, token: string): string =>
  !trigger.test(text) ? text : text.replace(spelledMask, (span) => (isMeantAsWord(span) ? span : token))

/** A mask within other signs of a mask: "**[REDACTED]**", "[[REDACTED]]". */
const decorated = /[*_~`[<{(] {0,3}[[<{*(]|[\]>}*)] {0,3}[*_~`\]>})]|_REDACTED|_REMOVED|_MASK/i

/** Signs around a mask are taken away layer by layer; a text with more layers than any model writes ends here. */
const mostLayers = 64

/** Whether a token is itself spelled like a mask, so that it may stand inside another ("**[REDACTED]**"). */
const isSpelledLikeMask = (token: string): boolean => token.replace(spelledMask, "") === ""

/** Writes every spelling of a mask that models use as the token; other brackets and words stay. */
export const normaliseMasks = (text: string, token: string): string => {
  if (!isSpelledLikeMask(token)) {
    return text.split(token).map((part) => respelled(part, token)).join(token)
  }
  let normal = respelled(text, token)
  for (let layers = 0; layers < mostLayers && decorated.test(normal); layers++) {
    const again = respelled(normal, token)
    if (again === normal) break
    normal = again
  }
  return normal
}

/** A stretch of a text: a mask as it is spelled there, or what stands between masks. */
export interface Stretch {
  readonly text: string
  readonly isMask: boolean
}

const spelledStretches = (text: string): readonly Stretch[] => {
  if (!trigger.test(text)) return [{ text, isMask: false }]
  const stretches: Stretch[] = []
  let from = 0
  for (const { 0: span, index } of text.matchAll(spelledMask)) {
    if (isMeantAsWord(span)) continue
    stretches.push({ text: text.slice(from, index), isMask: false }, { text: span, isMask: true })
    from = index + span.length
  }
  return [...stretches, { text: text.slice(from), isMask: false }]
}

/** Cuts a text at its masks, the token and every other spelling; the stretches together are the text. */
export const splitAtMasks = (text: string, token: string): readonly Stretch[] => {
  const parts = isSpelledLikeMask(token) ? [text] : text.split(token)
  return parts
    .flatMap((part, i) => [...(i === 0 ? [] : [{ text: token, isMask: true }]), ...spelledStretches(part)])
    .filter(({ text }) => text !== "")
}
