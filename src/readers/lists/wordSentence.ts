/** The words that a sentence names. */
import { straighten } from "../cleaning/text.ts"
import { boldIn, quotedIn, splitWords, trimWord, wordsOfLine } from "./wordItems.ts"
import type { Line } from "./wordLines.ts"
import {
  functionWord,
  groupInBrackets,
  groupInline,
  isProse,
  isSentence,
  listVerb,
  proseCue,
  wordNoun,
  wordsFirst
} from "./wordPhrases.ts"

/** What stands behind a group heading in the same line, or null when no such heading opens it. */
export const afterGroup = (line: Line): string | null => {
  const group = line.plain.includes(":") ? groupInline.exec(line.plain) : null
  return group === null ? null : line.plain.slice(group[0].length)
}

/** Quotes of the question or the statement that an answer repeats are not in its list. */
const repeated =
  /\b(?:answer\w*|questions?|statements?|hypothes[ie]s|sentence|claim|asks?|entails?|determin\w*|if|whether|that)(?: the)?(?: questions?| statements?| hypothesis)?[:,]?\s*"[^"\n]{0,300}"(?=[^"]*(?:\b(?:are|is|include|includes|would be|were)\b|:\s))|"[^"\n]{0,300}\?"/gi

/** Whether what stands before a colon announces the words behind it, in any language. */
const announcesWords = (plain: string, colon: number): boolean => {
  const head = plain.slice(0, colon)
  const rest = plain.slice(colon + 1)
  return /\b(?:words?|phrases?|terms?|list|are|answer|important)\b|[\u3040-\u30FF\u4E00-\u9FFF\uAC00-\uD7AF]/i
    .test(head)
    || (head.split(" ").length > 1 && !/[,:]/.test(head) && rest.includes(",") && !/:\s/.test(rest))
}

const chattyLead =
  /^(?:(?:well|sure|okay|ok|yes),? )?(?:i(?:'d| would| do)? (?:say|think|pick|choose|go with|guess|suggest|list|select|believe)|probably|maybe|perhaps|(?:those|these|they|that)(?: would be|'d be| are)|it's|mainly|definitely|likely|namely)[,:]?\s+(?=\S)/i

/** Whether a line is words and short phrases only. */
const isPlainList = (text: string): boolean =>
  splitWords(text).every((part) => {
    const words = part.trim().split(" ")
    return words.length < 4 && words.filter((word) => functionWord.test(word)).length === 0
  })

/** Words that only put quoted items in order: "first of all …, then …, and finally …". */
const order =
  /\b(?:first(?:ly)?(?: of all| and foremost)?|after that|second(?:ly)?|third(?:ly)?|then|next|(?:and )?(?:finally|lastly)|followed by)\b/gi

const listing =
  /^.*\b(?:like|are|is|be|were|includes?|including|namely|as|out|choose|pick|list|mark|select|highlight|say|on|from|redact)\s+(?=\S)/i

/** The clause that leads to an enumeration: "I'd single out superb, moving and gem." */
const leadClause = (plain: string): string => {
  const [first = "", ...others] = splitWords(plain)
  const isLead = others.length > 0 && first.split(" ").length > 3
    && others.every((part) => part.trim().split(" ").length < 3)
  return isLead ? listing.exec(first)?.[0] ?? "" : ""
}

/** Sentences that tell something, without any sign of a list. */
const isTale = (plain: string): boolean =>
  !/["*`:]/.test(plain) && plain.split(" ").length > 25
  && plain.split(/[.!?]\s+(?=\p{Lu})/u).filter((sentence) => sentence.split(" ").length > 5).length > 1

/** The words that one line names, be it a list or a sentence about one. */
export const fromSentence = (whole: Line, inList = false): readonly string[] => {
  const line = {
    ...whole,
    text: straighten(whole.text).replace(repeated, (span) => span.replace(/"[^"]*"/, ""))
  }
  const plain = line.text.trim()
  const lead = chattyLead.exec(plain)
  if (lead !== null && isPlainList(plain.slice(lead[0].length))) {
    return wordsOfLine(plain.slice(lead[0].length))
  }
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
  const outside = plain.replace(/"[^"]*"/g, "").replace(order, "")
  const alone = splitWords(outside).filter((part) => /^\s*[\p{L}-]+(?: [\p{L}-]+)?\s*\.?$/u.test(part))
  const told = proseCue.test(plain) || wordNoun.test(outside) || /\b(?:are|is|because)\b/.test(outside)
  if (quoted.length > 0) return alone.length === 0 || told ? quoted : wordsOfLine(plain)
  const bold = boldIn(plain)
  if (bold.length > 1 || (bold.length === 1 && told)) return bold
  if (isTale(plain)) return []
  const first = wordsFirst.exec(plain)?.[1] ?? ""
  if (first !== "" && !wordNoun.test(first) && !proseCue.test(first)) return wordsOfLine(first)
  const colon = /:\s+(?=\S)/.exec(plain)
  if (
    colon !== null
    && announcesWords(plain, colon.index)
  ) {
    return wordsOfLine(plain.slice(colon.index + colon[0].length))
  }
  const open = plain.replace(/\s*\([^()]*\)/g, "")
  const verb = listVerb.exec(open)
  if (verb !== null && wordNoun.test(open.slice(0, verb.index))) {
    return splitWords(open.slice(verb.index + verb[0].length)).map(trimWord)
  }
  const clause = leadClause(open)
  if (clause !== "") return splitWords(open.slice(clause.length)).map(trimWord)
  const longest = Math.max(...splitWords(open).map((part) => part.trim().split(" ").length))
  if (isSentence(plain) && longest > 5) return []
  return isProse(line) ? [] : wordsOfLine(plain, inList)
}

const labelled = /^(\p{Lu}[\p{L} /-]{1,30}):\s+(\S.*)$/u

/**
 * The words of lines such as "Actors: FDA, Merck", where labels that nobody knows name groups: every line has one, a
 * plain list follows it, and at least one label is a plural, ends in "-related" or is a known group.
 */
export const fromGroups = (lines: readonly Line[]): readonly string[] | null => {
  const found = lines.map((line) => labelled.exec(line.plain))
  const lists = found.map((group) => group?.[2] ?? "")
  const isNamed = found.some((group, i) =>
    /(?:[^s]s|-related|-based)$/.test(group?.[1] ?? "") || afterGroup(lines[i] as Line) !== null
  )
  return lines.length > 1 && isNamed && lists.every((list) => list !== "" && isPlainList(list))
      && lists.some((list) => list.includes(","))
    ? lists.flatMap((list) => wordsOfLine(list))
    : null
}
