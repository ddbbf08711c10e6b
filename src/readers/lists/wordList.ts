/** The items of a list, in whatever shape it was written. */
import { straighten } from "../cleaning/text.ts"
import { boldIn, quotedIn, trimWord, wordsOf, wordsOfLine } from "./wordItems.ts"
import { type Line, plainOf } from "./wordLines.ts"
import {
  functionWord,
  givesReasons,
  isExplanation,
  isGlossLine,
  isHeading,
  isProse,
  isSentence,
  saysUnimportant
} from "./wordPhrases.ts"
import { afterGroup, fromGroups, fromSentence } from "./wordSentence.ts"

/** The items of a list, and how the list was written. */
export interface Listed {
  readonly words: readonly string[]
  readonly rule: string
}

const isGroup = (line: Line, rest: string): boolean =>
  rest.includes(",") || /^["']/.test(rest)
  || /words?|phrases?|terms?|adjectives?|nouns?|verbs?|people|places?|names?/i.test(
    line.plain.slice(0, -rest.length)
  )

/** Whether the line is a parent whose children are the items. */
const isParent = (line: Line, next: Line | undefined): boolean =>
  next?.bullet === true && next.indent > line.indent && !isGlossLine(next)
  && quotedIn(straighten(line.text)).length === 0

/**
 * The marks that only headings have: at least two lines begin with them, each of which opens a run of lines with
 * another mark ("1. Persons", then dashes), and these are no explanations.
 */
const groupMarks = (lines: readonly Line[]): ReadonlySet<string> => {
  const bullets = lines.filter((line) => line.bullet)
  const [first] = bullets
  const heads = bullets.filter((line) => line.mark === first?.mark)
  const opensRun = (line: Line, i: number): boolean => {
    const next = bullets[i + 1]
    return line.mark !== first?.mark
      || (next !== undefined && next.mark !== line.mark && next.indent === line.indent
        && !isGlossLine({ ...next, plain: next.plain.replace(/\s*\(.*\)$/, "") }))
  }
  return first !== undefined && heads.length > 1 && heads.length < bullets.length && bullets.every(opensRun)
    ? new Set([first.mark])
    : new Set()
}

const fromBullets = (lines: readonly Line[]): readonly string[] => {
  const words: string[] = []
  let skipping = false
  const inList = lines.filter((line) => line.bullet).length > 1
  const heads = groupMarks(lines)
  lines.forEach((line, i) => {
    const plain = line.plain
    if (isHeading(line) || heads.has(line.mark)) {
      skipping = saysUnimportant(plain) || givesReasons(plain)
      return
    }
    const rest = afterGroup(line)
    if (!line.bullet) {
      if (rest !== null) skipping = saysUnimportant(plain)
      if (rest !== null && !skipping) words.push(...wordsOfLine(rest))
      return
    }
    if (skipping || isProse(line) || saysUnimportant(plain) || isParent(line, lines[i + 1])) return
    const above = line.indent === 0 ? [] : lines.slice(Math.max(0, i - 12), i)
    const at = above.findLastIndex((other) => other.bullet && other.indent < line.indent)
    const parent = above[at]
    const isHead = parent !== undefined && isParent(parent, above[at + 1] ?? line)
    if (parent !== undefined && !isHead && isGlossLine(line)) return
    words.push(...(rest !== null && isGroup(line, rest) ? wordsOfLine(rest) : wordsOf(line.text, inList)))
  })
  return words
}

/** A closing sentence behind the list in the same line. */
const closing =
  /[.!]\s+(?=(?:let me|these|those|without|note|please|i hope|this|if you|the above|they|all of)\b).*$/i

/** Whether items stand on lines of their own, so that "and" belongs to them: no line has a comma or the like. */
const areItems = (lines: readonly Line[]): boolean => {
  const items = lines.filter((line) => !isHeading(line) && !isProse(line) && !isExplanation(line))
  return items.length > 1
    && items.every((line) => !/[,;|]/.test(line.plain) && line.plain.split(" ").length < 8)
}

/** Whether a line behind a list goes on about it in several sentences. */
const isTalk = (plain: string): boolean =>
  plain.split(" ").length > 30 && /[.!?]["')]? +\p{Lu}.*[.!?]["')]? +\p{Lu}/u.test(plain)

const fromLines = (lines: readonly Line[]): readonly string[] => {
  const inList = areItems(lines)
  const words: string[] = []
  let skipping = false
  // Behind items on lines of their own, a sentence is about them.
  let afterItems = false
  for (const whole of lines) {
    const open = whole.text.replace(closing, "")
    const line = { ...whole, text: open, plain: plainOf(open) }
    const plain = line.plain
    if (saysUnimportant(plain)) {
      skipping = plain.endsWith(":")
      continue
    }
    if (isHeading(line)) {
      skipping = false
      continue
    }
    if (skipping || isExplanation(line)) continue
    const holdsList = quotedIn(straighten(line.text)).length > 0 || /:\s+\S/.test(plain)
      || boldIn(line.text).length > 1
    if (words.length > 0 && isTalk(plain)) continue
    if (
      isProse(line) && words.length > 0
      && (!holdsList || (afterItems && !/^["*]/.test(line.text))
        || /^(?:without|note|removing|these|if|this|the above|by)\b/i.test(plain))
    ) continue
    if (isProse(line) && lines.length > 1 && !holdsList && !plain.includes(",")) continue
    if (lines.length > 1 && !holdsList && isSentence(plain)) continue
    const found = fromSentence(line, inList)
    afterItems = found.length > 0 && !isProse(line) && (words.length === 0 || afterItems)
    words.push(...found)
  }
  return words
}

/** Words that only blanks separate, unless they make a sentence. */
const splitAtBlanks = (only: string, whole: string): readonly string[] => {
  const parts = only.split(" ")
  if (parts.length < 2) return parts
  const common = parts.filter((part) => functionWord.test(part)).length
  const isSentence = common > 1 && (parts.length > 6 || (parts.length > 4 && whole.endsWith(".")))
  return isSentence ? [] : parts
}

const finalList =
  /^(?:so,? |thus,? |therefore,? )?(?:(?:my|the|here is the|here is my) )?(?:final|revised|corrected|refined|updated) (?:answer|list|words?|selection|choice|version|set)\b[^:]{0,60}:/i

/** "…, or is it? Final answer: a, b": the list that a line settles for at its end. */
const settledInLine = /^.*[.!?] (?:(?:my|the) )?final (?:answer|list|words?)\s?: */i

/** The items of a list, whatever its shape. Where an answer gives a final list after another one, the final one. */
export const itemsOf = (lines: readonly Line[]): Listed => {
  const settling = lines.findLastIndex((line) => settledInLine.test(line.text))
  if (settling >= 0) {
    const line = lines[settling] as Line
    const text = line.text.replace(settledInLine, "")
    return listedIn([{ ...line, text, plain: plainOf(text) }, ...lines.slice(settling + 1)])
  }
  const final = lines.findLastIndex((line) => finalList.test(line.plain))
  const settled = final < 1 ? undefined : listedIn(lines.slice(final))
  return settled === undefined || settled.words.length === 0 ? listedIn(lines) : settled
}

const runOn = /\p{Ll}[.!?] +\p{Lu}/u

/** No item is a sentence, or runs on into one; where most are, the whole is no list. */
const onlyItems = (words: readonly string[]): readonly string[] => {
  const items = words.filter((word) => {
    const count = word.split(" ").length
    return count < 4 || (count < 11 && !runOn.test(word))
  })
  return items.length * 2 > words.length ? items : []
}

const masked = /\[(?:REDACTED|REMOVED|MASK)/

const listedIn = (all: readonly Line[]): Listed => {
  // A redacted text is no list of words.
  const lines = all.filter((line) => line.bullet || !masked.test(line.text) || line.text.includes("\""))
  if (lines.some((line) => line.bullet && !isProse(line))) {
    const words = fromBullets(lines)
    if (words.length > 0) return { words, rule: "bullets" }
  }
  const groups = fromGroups(
    lines.filter((line) => !isHeading(line) && !isExplanation(line) && !saysUnimportant(line.plain))
  )
  if (groups !== null) return { words: groups, rule: "groups" }
  const words = onlyItems(fromLines(lines).map(trimWord).filter((word) => word !== ""))
  const only = words.length === 1 && lines.length === 1 ? lines[0] : undefined
  if (only !== undefined && quotedIn(straighten(only.text)).length === 0 && boldIn(only.text).length === 0) {
    return { words: splitAtBlanks(words[0] ?? "", only.plain), rule: "blanks" }
  }
  return { words, rule: lines.length > 1 ? "lines" : "inline" }
}
