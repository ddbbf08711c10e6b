/** Masks in a text, with everything around them that belongs to them. */
import { isAt, tableOf } from "./places.ts"
import { remembered } from "./remembered.ts"
import { replacing } from "./replacing.ts"
import { eachSpelledMask } from "./spelledMasks.ts"

/** Signs around a mask that belong to it when as many stand on both sides: "**[REDACTED]**". */
const marks = "*_~`"
const mostMarks = 3
/** What stands behind a mask that may have something around it: marks, and brackets where a text has any. */
const marksBehind = tableOf(marks)
const marksOrBracketBehind = tableOf(`${marks} ]`)

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
  let from = 0
  const behind = text.includes("[") ? marksOrBracketBehind : marksBehind
  eachSpelledMask(text, (start, end) => {
    if (start < from) return
    if (isAt(behind, text, end)) {
      const span = withLayers(text, { start, end }, from)
      found(span.start, span.end)
      from = span.end
    } else {
      found(start, end)
      from = end
    }
  })
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
const isSpelledLikeMask = remembered((token): boolean => {
  let whole = false
  eachMask(token, (start, end) => {
    whole = start === 0 && end === token.length
  })
  return whole
})

/** Cuts a text at its masks, the token and every other spelling; the stretches together are the text. */
export const splitAtMasks = (text: string, token: string): readonly Stretch[] => {
  const parts = isSpelledLikeMask(token) ? [text] : text.split(token)
  return parts
    .flatMap((part, i) => [...(i === 0 ? [] : [{ text: token, isMask: true }]), ...spelledStretches(part)])
    .filter(({ text }) => text !== "")
}

const punctuation = ".,;:!?'\"()-"

/** Whether nothing, a blank or a punctuation mark stands at the place. */
const isApart = (text: string, at: number): boolean => {
  const sign = text[at]
  return sign === undefined || sign === " " || punctuation.includes(sign) || /\s/.test(sign)
}

/** One mask's marks may hide the next ("**[MASK]**REDACTED"), which a second walk finds, or very few more. */
const mostWalks = 6

const respelled = (text: string, token: string, walks = mostWalks): string => {
  const { done, replace } = replacing(text, token)
  let found = false
  let touches = false
  eachMask(text, (start, end) => {
    replace(start, end)
    found = true
    touches ||= !isApart(text, end) || !isApart(text, start - 1)
  })
  if (!found) return text
  const normal = done()
  return touches && walks > 0 && normal !== text ? respelled(normal, token, walks - 1) : normal
}

/** Writes every spelling of a mask that models use as the token; other brackets and words stay. */
export const normaliseMasks = (text: string, token: string): string =>
  isSpelledLikeMask(token)
    ? respelled(text, token)
    : text.split(token).map((part) => respelled(part, token)).join(token)
