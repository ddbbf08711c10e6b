/** The spellings of a mask that models write, without what is put around it. */
import { isAt, nextPlace, tableOf, unitAt } from "./places.ts"
import { isWordAt } from "./wordSigns.ts"

const blank = 32
const star = 42
const brace = 123
const backslash = 92
const underscore = 95

/** So many blanks stand inside brackets, and so many stars around a word. */
const most = 3

/** The place behind a run of a sign, or behind as many of them as may stand there. */
const behindRun = (text: string, at: number, sign: number, limit = Infinity): number => {
  let end = at
  while (end - at < limit && unitAt(text, end) === sign) end += 1
  return end
}

const whatWasMasked = ["word", "name", "place", "adjective", "noun", "verb", "location"]
const plainNames = [
  "redacted",
  "removed",
  "mask(?:ed)?",
  "blank(?:ed)?",
  "censored",
  "hidden",
  "omitted",
  "deleted",
  "withheld",
  "obscured",
  "redacted (?:word|name|text|place|phrase)"
]
const names = [...plainNames, `(?:${whatWasMasked.join("|")}) (?:removed|redacted|masked)`]

const bars = "\u2588\u2593\u2592\u2591\u25A0"
const fillers = `_.\u2026xX*-?${bars}`

const isBar = tableOf(bars)
const isFiller = tableOf(fillers)
const initials = [...plainNames, ...whatWasMasked].map((name) => name.slice(0, 2))
const firsts = initials.map(([first = ""]) => first + first.toUpperCase()).join("")
const isFirst = tableOf(firsts)
const isSecond = tableOf(initials.map(([, second = ""]) => second + second.toUpperCase()).join(""))

/** Whether a name may stand at a place: most brackets are passed after a look at the two signs behind them. */
const mayBeName = (text: string, at: number): boolean =>
  isAt(isFirst, text, at) && isAt(isSecond, text, at + 1)

/** The same where blanks may stand before the name. */
const mayHoldName = (text: string, at: number): boolean =>
  mayBeName(text, unitAt(text, at) === blank ? behindRun(text, at, blank, most) : at)

const anyName = `(?:${names.join("|")})`
const someBlanks = `[ ]{0,${most}}`
const inSquare = new RegExp(
  `\\[${someBlanks}(?:${anyName}(?:[ _#:-]{1,2}\\d{1,3})?|_{2,}|\\.{3}|\u2026|x{2,}|\\*{2,}|[${bars}]+|-{2,}|\\?{2,})${someBlanks}\\]`,
  "iy"
)
const inAngles = new RegExp(`<${someBlanks}${anyName}(?:[ _-]?\\d{1,3})?${someBlanks}/?>`, "iy")
const inBraces = new RegExp(`\\{{1,2}${someBlanks}${anyName}${someBlanks}\\}{1,2}`, "iy")
/** In brackets or between stars, a word in small letters is meant as a word. */
const inBrackets = new RegExp(`\\(${someBlanks}(?:redacted|masked)${someBlanks}\\)`, "iy")
const betweenStars = new RegExp("\\*{1,3}(?:redacted|masked|removed)\\*{1,3}", "iy")

/** The end of a mask that begins at a place, -1 where none does. */
type Spelling = (text: string, at: number) => number

const none = -1

const endOf = (pattern: RegExp, text: string, at: number): number => {
  pattern.lastIndex = at
  return pattern.test(text) ? pattern.lastIndex : none
}

const square: Spelling = (text, at) => {
  const inside = behindRun(text, at + 1, blank, most)
  return isAt(isFiller, text, inside) || mayBeName(text, inside) ? endOf(inSquare, text, at) : none
}

const angles: Spelling = (text, at) => mayHoldName(text, at + 1) ? endOf(inAngles, text, at) : none

const braces: Spelling = (text, at) =>
  mayHoldName(text, unitAt(text, at + 1) === brace ? at + 2 : at + 1) ? endOf(inBraces, text, at) : none

const brackets: Spelling = (text, at) => mayHoldName(text, at + 1) ? endOf(inBrackets, text, at) : none

/** Whether neither a word nor a star goes on at the ends of a stretch. */
const isApart = (text: string, start: number, end: number): boolean =>
  !isWordAt(text, start - 1) && !isWordAt(text, end)
  && unitAt(text, start - 1) !== star && unitAt(text, end) !== star

const stars: Spelling = (text, at) => {
  const opened = behindRun(text, at, star, most + 1)
  if (opened - at <= most) return mayBeName(text, opened) ? endOf(betweenStars, text, at) : none
  if (unitAt(text, at - 1) === star) return none
  const end = behindRun(text, opened, star)
  return isApart(text, at, end) ? end : none
}

/** "___", also with backslashes: "\_\_\_". */
const underscores: Spelling = (text, at) => {
  if (isWordAt(text, at - 1)) return none
  let end = at
  let count = 0
  for (;; count++) {
    const sign = behindRun(text, end, backslash, 1)
    if (unitAt(text, sign) !== underscore) break
    end = sign + 1
  }
  return count < 3 || isWordAt(text, end) ? none : end
}

/** Bars, which may stand in groups: "\u2588\u2588\u2588 \u2588\u2588". */
const barred: Spelling = (text, at) => {
  let end = at
  for (let start = at;;) {
    let place = start
    while (isAt(isBar, text, place)) place += 1
    if (place - start < 2) return end === at ? none : end
    end = place
    start = unitAt(text, end) === blank ? end + 1 : end
  }
}

/** Upper case decides where a word could be meant as a word. */
const upperCase = (word: string): Spelling => (text, at) =>
  text.startsWith(word, at) && isApart(text, at, at + word.length) ? at + word.length : none

interface Spelled {
  /** One sign. */
  readonly begins: string
  /** Which signs may stand behind it: most places are passed after a look at that one. */
  readonly goesOn: Uint8Array
  readonly spelling: Spelling
}

const namesBegin = `${firsts} `
const spellings: readonly Spelled[] = [
  { begins: "[", goesOn: tableOf(namesBegin + fillers), spelling: square },
  { begins: "<", goesOn: tableOf(namesBegin), spelling: angles },
  { begins: "{", goesOn: tableOf(`${namesBegin}{`), spelling: braces },
  { begins: "(", goesOn: tableOf(namesBegin), spelling: brackets },
  { begins: "*", goesOn: tableOf(`${firsts}*`), spelling: stars },
  { begins: "_", goesOn: tableOf("_\\"), spelling: underscores },
  { begins: "\\", goesOn: tableOf("_"), spelling: underscores },
  { begins: "R", goesOn: tableOf("E"), spelling: upperCase("REDACTED") },
  { begins: "M", goesOn: tableOf("A"), spelling: upperCase("MASKED") },
  ...Array.from(bars, (bar): Spelled => ({ begins: bar, goesOn: isBar, spelling: barred }))
]

const meantAsWord = /^\*[A-Za-z]+\*$|^\([a-z ]+\)$/

/** A word in small letters is meant as a word. */
const isMeantAsWord = (text: string, start: number, end: number): boolean => {
  const sign = text[start]
  if (sign !== "*" && sign !== "(") return false
  const span = text.slice(start, end)
  return meantAsWord.test(span) && span !== span.toUpperCase()
}

/** The next mask of one spelling. */
interface Next {
  readonly at: number
  readonly end: number
  readonly spelled: Spelled
}

/** The first mask of a spelling from a place on. */
const nextFrom = (text: string, from: number, spelled: Spelled): Next | undefined => {
  const { begins, goesOn, spelling } = spelled
  for (let at = nextPlace(text, begins, from); at >= 0; at = nextPlace(text, begins, at + 1)) {
    if (!isAt(goesOn, text, at + 1)) continue
    const end = spelling(text, at)
    if (end !== none) return { at, end, spelled }
  }
  return undefined
}

/** Calls `found` with the place of every mask, in order. They do not overlap. */
export const eachSpelledMask = (text: string, found: (start: number, end: number) => void): void => {
  const nexts: Next[] = []
  for (const spelled of spellings) {
    const next = nextFrom(text, 0, spelled)
    if (next !== undefined) nexts.push(next)
  }
  let from = 0
  while (nexts.length > 0) {
    let first = 0
    for (let i = 1; i < nexts.length; i++) if ((nexts[i] as Next).at < (nexts[first] as Next).at) first = i
    const { at, end, spelled } = nexts[first] as Next
    if (at >= from) {
      if (!isMeantAsWord(text, at, end)) found(at, end)
      from = end
    }
    const next = nextFrom(text, from, spelled)
    if (next === undefined) nexts.splice(first, 1)
    else nexts[first] = next
  }
}
