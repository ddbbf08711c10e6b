import { straighten } from "../cleaning/text.ts"
import { boldIn, quotedIn, splitWords, trimWord, wordsOf, wordsOfLine } from "./wordItems.ts"
import { type Line, plainOf } from "./wordLines.ts"
import {
  givesReasons,
  groupInBrackets,
  groupInline,
  isExplanation,
  isGlossLine,
  isHeading,
  isProse,
  isSentence,
  listVerb,
  proseCue,
  saysUnimportant,
  wordNoun,
  wordsFirst
} from "./wordPhrases.ts"

/** The items of a list, and how the list was written. */
export interface Listed {
  readonly words: readonly string[]
  readonly rule: string
}

const afterGroup = (line: Line): string | null => {
  const group = groupInline.exec(line.plain)
  return group === null ? null : line.plain.slice(group[0].length)
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

const fromBullets = (lines: readonly Line[]): readonly string[] => {
  const words: string[] = []
  let skipping = false
  const inList = lines.filter((line) => line.bullet).length > 1
  lines.forEach((line, i) => {
    const plain = line.plain
    if (isHeading(line)) {
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
    const parent = lines.slice(Math.max(0, i - 12), i).findLast((other) =>
      other.bullet && other.indent < line.indent
    )
    if (parent !== undefined && isGlossLine(line)) return
    words.push(...(rest !== null && isGroup(line, rest) ? wordsOfLine(rest) : wordsOf(line.text, inList)))
  })
  return words
}

/** Quotes of the question or the statement that an answer repeats are not in its list. */
const repeated =
  /\b(?:answer\w*|questions?|statements?|hypothes[ie]s|sentence|claim|asks?|entails?|determin\w*|if|whether|that)(?: the)?(?: questions?| statements?| hypothesis)?[:,]?\s*"[^"\n]{0,300}"(?=[^"]*\b(?:are|is|include|includes|would be|were)\b)|"[^"\n]{0,300}\?"/gi

/** Whether what stands before a colon announces the words behind it, in any language. */
const announcesWords = (plain: string, colon: number): boolean => {
  const head = plain.slice(0, colon)
  const rest = plain.slice(colon + 1)
  return /\b(?:words?|phrases?|terms?|list|are|answer|important)\b/i.test(head)
    || (head.split(" ").length > 2 && !/[,:]/.test(head) && rest.includes(",") && !/:\s/.test(rest))
}

const fromSentence = (whole: Line): readonly string[] => {
  const line = {
    ...whole,
    text: straighten(whole.text).replace(repeated, (span) => span.replace(/"[^"]*"/, ""))
  }
  const plain = line.text.trim()
  const held = groupInBrackets.exec(line.plain)?.[1]
  if (held !== undefined) return wordsOfLine(held)
  const rest = afterGroup(line)
  if (rest !== null) {
    return wordsOfLine(
      plain.slice(plain.length - rest.length).includes("**")
        ? rest
        : plain.replace(/[*_]{2}/g, "").slice(-rest.length)
    )
  }
  const quoted = quotedIn(plain)
  const outside = plain.replace(/"[^"]*"/g, "")
  const alone = splitWords(outside).filter((part) => /^\s*[\p{L}-]+(?: [\p{L}-]+)?\s*\.?$/u.test(part))
  const told = proseCue.test(plain) || wordNoun.test(outside) || /\b(?:are|is|because)\b/.test(outside)
  if (quoted.length > 0) return alone.length === 0 || told ? quoted : wordsOfLine(plain)
  const bold = boldIn(plain)
  if (bold.length > 1 || (bold.length === 1 && told)) return bold
  const first = wordsFirst.exec(plain)?.[1] ?? ""
  if (first !== "" && !wordNoun.test(first) && !proseCue.test(first)) return wordsOfLine(first)
  const colon = /:\s+(?=\S)/.exec(plain)
  if (
    colon !== null
    && announcesWords(plain, colon.index)
  ) {
    return wordsOfLine(plain.slice(colon.index + colon[0].length))
  }
  const verb = listVerb.exec(plain)
  if (verb !== null && wordNoun.test(plain.slice(0, verb.index))) {
    return splitWords(plain.slice(verb.index + verb[0].length)).map(trimWord)
  }
  return isProse(line) ? [] : wordsOfLine(plain)
}

/** A closing sentence behind the list in the same line. */
const closing =
  /[.!]\s+(?=(?:let me|these|those|without|note|please|i hope|this|if you|the above|they|all of)\b).*$/i

const fromLines = (lines: readonly Line[]): readonly string[] => {
  const words: string[] = []
  let skipping = false
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
    if (
      isProse(line) && words.length > 0
      && (!holdsList || /^(?:without|note|removing|these|if|this|the above|by)\b/i.test(plain))
    ) continue
    if (isProse(line) && lines.length > 1 && !holdsList && !plain.includes(",")) continue
    if (lines.length > 1 && !holdsList && isSentence(plain)) continue
    words.push(...fromSentence(line))
  }
  return words
}

const functionWord =
  /^(?:the|a|an|is|was|are|were|it|this|that|i|they|we|he|she|of|to|in|has|have|had|not|be|can|cannot|which|because|with)$/i

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

/** The items of a list, whatever its shape. Where an answer gives a final list after another one, the final one. */
export const itemsOf = (lines: readonly Line[]): Listed => {
  const final = lines.findLastIndex((line) => finalList.test(line.plain))
  const settled = final < 1 ? undefined : listedIn(lines.slice(final))
  return settled === undefined || settled.words.length === 0 ? listedIn(lines) : settled
}

const listedIn = (lines: readonly Line[]): Listed => {
  if (lines.some((line) => line.bullet && !isProse(line))) {
    const words = fromBullets(lines)
    if (words.length > 0) return { words, rule: "bullets" }
  }
  const words = fromLines(lines).map(trimWord).filter((word) => word !== "")
  const only = words.length === 1 && lines.length === 1 ? lines[0] : undefined
  if (only !== undefined && quotedIn(straighten(only.text)).length === 0 && boldIn(only.text).length === 0) {
    return { words: splitAtBlanks(words[0] ?? "", only.plain), rule: "blanks" }
  }
  return { words, rule: lines.length > 1 ? "lines" : "inline" }
}
