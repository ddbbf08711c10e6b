/** Letters and numbers by which an answer names an option. */

/** Marks in a text where the answer names an offered letter or number: private characters that no answer contains. */
import { dictionary } from "../cleaning/dictionary.ts"
import { eachMatch, oneOf } from "../cleaning/text.ts"

const open = "\uE000"
const close = "\uE001"

export const marker = new RegExp(`${open}(\\w)${close}`, "g")

const privateSign = /[\uE000-\uE00F]/

/** The text without private characters that an answer may contain after all. */
const withoutPrivate = (text: string): string =>
  privateSign.test(text) ? text.replace(/[\uE000-\uE00F]/g, "") : text

const mark = (letter: string): string => ` ${open}${letter.toLowerCase()}${close} `

const cue =
  "(?:options?|choices?|answers?|letters?|alternatives?|response|select|choose|pick|take|(?:go|opt|vote|settle|decide) (?:with|for|on)|chose|selected|picked|say|think|guess|believe|(?:it|that|this) is|be|leaves(?: us with| only)?)(?:,? (?:is|would be|will be|should be|must be|here is|was|seems to be|to (?:the|this) question is))?"

const bracketed =
  /(?<![\p{L}\p{N}])[([{]\s?["']?([a-zA-Z])["']?\s?[)\]}]|(?<![\p{L}\p{N}'.])["']?([a-zA-Z])["']?\)(?:[.:](?!\s+\p{Lu}))?/gu
const lineStart =
  /^([ \t]*(?:[-*\u2022][ \t]+)?)["']?([a-zA-Z])["']?\s?(?:[.:,;](?!\p{L}\.)|[-\u2013\u2014=](?=\s)|(?=$))/gmu
const cued = new RegExp(
  `\\b(${cue}[\\s:=]{1,6}["'(]{0,3})([a-zA-Z])(?=["')\\].,:;!?]|$|\\s)(["')]*)(\\s+\\p{L}+)?`,
  "giu"
)
/** "A is correct": the letter is the subject. */
const judged = /(?<![\p{L}\p{N}'])([a-zA-Z])(?= is (?:the )?(?:correct|right|best|most likely|answer))/gu
const quoted = /(["'])([a-zA-Z])\1/g
const beforeText = /^([ \t]*)([b-hB-H])(?=\s+\p{L})/gmu
const upper = /(?<=[\s:])([B-H])(?=[.,;!?]?(?:\s|$))/g

const atLineEnd = /(?<=[:=>\u2192]\s{0,3}["'(]{0,2})([a-hA-H])(?=["').\]]{0,3}[ \t]*$)/gm
/** "b) or c", "b and c" */
const beside = /(\uE001\s{0,3}(?:,|and|or|&|\/)\s{1,3})([a-h])(?![\p{L}'])/giu

/** "c, e": letters and nothing else. */
const onlyLetters = /^\s*[("']?[a-hA-H][)."']?(?:\s?(?:,|;|\/|&|\band\b|\bor\b)\s?[("']?[a-hA-H][)."']?)+\s*$/

/** A letter or figure that stands by itself, as each one that is marked does. */
const loneLetter = /(?<![\p{L}\p{N}])[a-z](?![\p{L}\p{N}])/iu
const figure = /[0-9]/

/** Marks the letters that an answer names. The article "a" and the pronoun "I" are none. */
export const markLetters = (text: string, plainUpper: boolean): string => {
  const placed = asPlaces(withoutPrivate(text), true)
  if (!loneLetter.test(placed)) return placed
  if (onlyLetters.test(text)) return text.replace(/\b[a-hA-H]\b/g, mark)
  const marked = placed
    .replace(bracketed, (_, inner?: string, left?: string) => mark(inner ?? left ?? ""))
    .replace(
      lineStart,
      (span: string, blank: string, letter: string) => (letter === "I" ? span : `${blank}${mark(letter)}`)
    )
    .replace(judged, (_, letter: string) => mark(letter))
    .replace(quoted, (_, __: string, letter: string) => mark(letter))
    .replace(cued, (span: string, lead: string, letter: string, after: string, next?: string) => {
      const article = letter === "a" && next !== undefined
        && !/option|choice|letter|alternative/i.test(lead.slice(0, 12))
      const because = next !== undefined && /^\s+(?:because|since|as|is|for)$/i.test(next)
      if (
        (article && !because) || letter.toLowerCase() === "i" || (letter === "A" && /^\s*say/i.test(lead))
      ) return span
      return `${lead}${mark(letter)}${after}${next ?? ""}`
    })
    .replace(beforeText, (_, blank: string, letter: string) => `${blank}${mark(letter)}`)
    .replace(letterAfterLead, (_, before: string, letter: string) => `${before}${mark(letter)}`)
    .replace(atLineEnd, (_, letter: string) => mark(letter))
    .replace(beside, (_, joint: string, letter: string) => `${joint}${mark(letter)}`)
  return plainUpper ? marked.replace(upper, (_, letter: string) => mark(letter)) : marked
}

/** What may stand before a designator that is the whole answer: "Most likely 1.", "so d". */
const lead = `(?:${
  oneOf([
    "so",
    "thus",
    "therefore",
    "hence",
    "then",
    "and so",
    "probably",
    "(?:most |very )?likely",
    "maybe",
    "perhaps",
    "possibly",
    "definitely",
    "clearly",
    "certainly",
    "surely",
    "obviously",
    "simply",
    "i (?:would |will |am )?(?:say|think|guess|believe|choose|pick|select|go with|going with|vote for)",
    "(?:it|this|that) (?:is|must be|has to be|should be|would be)",
    "(?:my|the) (?:guess|bet|pick|vote)(?: is)?"
  ])
}[,:]? )+`
const numberAfterLead = new RegExp(
  `(?<=^|[.,;:!?] )(${lead}["'([]*)([0-9])(?=["'\\])]*\\s?(?:$|[.,;:!](?!\\d)))`,
  "gim"
)
const letterAfterLead = new RegExp(
  `(?<=^|[.,;:!?] )(${lead}["'([]*)([a-hA-H])(?=["'\\])]*\\s?(?:$|[.,;:!](?!\\w)))`,
  "gim"
)

const numberAlone =
  /^([ \t]*(?:[-*\u2022][ \t]+)?)["'([]*([0-9])["'\])]*\s?(?:[.:,;)](?!\d)|[-\u2013\u2014=](?=\s)|(?=$)|(?=\s+["'(]?(?:yes|no|unknown)\b))/gimu
const numberBracketed = /(?<![\p{L}\p{N}.])\(?["']?([0-9])["']?\)[.:]?|\[([0-9])\]/gu
const numberCued =
  /\b((?:options?|choices?|answers?|answer with|responses?|numbers?|select|choose|pick|take|go with|think|guess|believe|label|category|right one|correct one|correct)(?:,? (?:is|would be|will be|should be|must be))?[\s:=]{0,6}(?:number |option )?["'([]*)([0-9])(?![\d%]|\.\d)(?=["')\].,:;!?]|$|\s+(?:["'(]?(?:yes|no|unknown)|because|since|as|for|is|fits|applies|here)\b)/gi

const listNumber =
  /^([ \t]*)[1-9][.)](?=\s+(?!["'(]?(?:yes|no|unknown|entail\w*|true|false|contradict\w*|neutral)\b)\S)/gim

const inlineNumber =
  /(?<=^|\s)\(?[1-9]\)(?=\s+(?!["'(]?(?:yes|no|unknown|entail\w*|true|false|contradict\w*|neutral|or|and|because|since|as|is)\b)\p{L})/giu

/** Steps and reasons that are numbered "1. … 2. …" or "(1) … and (2) …" are no answers. */
const withoutStepNumbers = (text: string): string => {
  const steps = [...eachMatch(text, listNumber)].length > 1 ? text.replace(listNumber, "$1") : text
  return [...eachMatch(steps, inlineNumber)].length > 1 ? steps.replace(inlineNumber, "") : steps
}

const afterWord =
  /^((?:yes|no|unknown)["')]{0,2}[,;:.\s(-]{1,3})([0-9])(?![\d%]|\.\d|\s+(?!(?:because|since|as|is|for)\b)\p{Ll})/gimu
const afterColon = /(?<=[:=>\u2192]\s{0,3})([0-9])(?=["')\].]{0,3}$)/gm

const aloneAtEnd = /(?<=[.!?]["')]?\s)\(?([0-9])\)?(?=[.!]?\s*$)/g
const undecided = /\bbetween (?:options? )?\(?[0-9]\)? and (?:option )?\(?[0-9]\)?/gi

const ordinals: Readonly<Record<string, number>> = dictionary<number>({
  first: 1,
  second: 2,
  third: 3,
  fourth: 4,
  fifth: 5,
  sixth: 6,
  "1st": 1,
  "2nd": 2,
  "3rd": 3,
  "4th": 4,
  "5th": 5,
  "6th": 6,
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6
})
const place = "option|choice|alternative|possibility|label"
const wordedPlace = new RegExp(
  `\\b(?:the )?(first|second|third|fourth|fifth|sixth|1st|2nd|3rd|4th|5th|6th) (?:${place}|answer|one(?= (?:is|fits|applies)\\b)|of (?:the|your|these|those) (?:\\w+ )?(?:${place})s?\\b)|\\b(?:${place}|(?:is|choose|pick|be|say) number|answer:? number) (one|two|three|four|five|six)\\b|\\b(?:option|choice) ?(?:#|no\\.|number)? ?([1-6])\\b(?![.,]\\d)`,
  "gi"
)

/** What every such place has. */
const placeNoun = new RegExp(`${place}|answer|one|number`, "i")

/** "The second option", "option two": the place of an option as a figure or, for lettered options, as a letter. */
const asPlaces = (text: string, lettered: boolean): string =>
  placeNoun.test(text) ? withPlaces(text, lettered) : text

const withPlaces = (text: string, lettered: boolean): string =>
  text.replace(wordedPlace, (_, ordinal?: string, cardinal?: string, figure?: string) => {
    const at = figure === undefined
      ? ordinals[(ordinal ?? cardinal ?? "").toLowerCase()] ?? 0
      : Number(figure)
    return `option ${lettered ? String.fromCharCode(96 + at) : at}`
  })

/** Marks the numbers that an answer names. */
export const markNumbers = (text: string): string => {
  const placed = asPlaces(withoutPrivate(text), false)
  return figure.test(placed) ? withMarkedNumbers(placed) : placed
}

const withMarkedNumbers = (text: string): string =>
  withoutStepNumbers(text.replace(undecided, "between them"))
    .replace(aloneAtEnd, (_, digit: string) => mark(digit))
    .replace(numberAlone, (_, blank: string, digit: string) => `${blank}${mark(digit)}`)
    .replace(numberAfterLead, (_, before: string, digit: string) => `${before}${mark(digit)}`)
    .replace(numberBracketed, (_, left?: string, inner?: string) => mark(left ?? inner ?? ""))
    .replace(afterWord, (_, word: string, digit: string) => `${word}${mark(digit)}`)
    .replace(afterColon, (_, digit: string) => mark(digit))
    .replace(numberCued, (_, lead: string, digit: string) => `${lead}${mark(digit)}`)

/** The letters or digits that are marked in a stretch of text. */
export const markedIn = (text: string): readonly string[] =>
  text.includes(open) ? Array.from(eachMatch(text, marker), (found) => found[1] ?? "") : []

export const withoutMarks = (text: string): string => (text.includes(open) ? text.replace(marker, " ") : text)
