import { straighten } from "./text.ts"
import { boldIn, quotedIn, splitWords, trimWord, wordsOf } from "./wordItems.ts"

/** A line of a list: how deep it is indented, whether a bullet or a number opens it, and its content. */
export interface Line {
  readonly indent: number
  readonly bullet: boolean
  readonly text: string
}

const bullet =
  /^(?:[-*+\u2022\u2023\u25E6\u25AA\u25CF\u25CB\u00B7\u2043\u2219\u2013\u2014\u25BA\u27A4\u2756\u2713\u2714\u25A0\u25A1](?:\s+|(?=[^\s*\d-]))|\(?\d{1,3}[.):](?:\s+|(?=[^\s\d]))|\(?[a-zA-Z][.)]\s+|\[\s?\]\s+|#\d{1,3}[.):]?\s+)/

const toLine = (raw: string): Line | null => {
  const trimmed = raw.trim()
  if (trimmed === "" || /^(?:[-=*_]\s?){3,}$/.test(trimmed)) return null
  const indent = raw.length - raw.trimStart().length
  let text = trimmed.replace(/^>\s?/, "")
  let isBullet = false
  const boldStart = /^\*[^*\s][^*]*\*(?!\*)/.test(text)
  for (let guard = 0; guard < 3; guard++) {
    const found = text.startsWith("**") || (boldStart && guard === 0) ? null : bullet.exec(text)
    if (found === null) break
    isBullet = true
    text = text.slice(found[0].length).trim()
  }
  const boldNumber = /^\*\*\d{1,3}[.)]\s*/.exec(text)
  if (boldNumber !== null) {
    isBullet = true
    text = `**${text.slice(boldNumber[0].length)}`
  }
  return text === ""
    ? null
    : { indent: raw.slice(0, indent).includes("\t") ? indent * 4 : indent, bullet: isBullet, text }
}

export const linesOf = (text: string): readonly Line[] =>
  text.split("\n").flatMap((raw) => {
    const line = toLine(raw)
    return line === null ? [] : [line]
  })

const plainOf = (text: string): string => straighten(text).replace(/[*_#`]+/g, "").trim()

const groupNames =
  "positive|negative|neutral|mixed|adjectives?|nouns?|verbs?|adverbs?|words?|phrases?|terms?|keywords?|key ?words?|important|people|persons?|places?|names?|locations?|objects?|characters?|actions?|others?|emotions?|sentiment|entit(?:y|ies)|dates?|numbers?|answer|list|expressions?|tokens?|indicators?|descriptors?|tone|subjects?|time|things|animals?"
const groupHeading = new RegExp(
  `^(?:the )?(?:[\\w/-]+ ){0,4}?(?:${groupNames})(?: [\\w/-]+){0,12}\\s?(?:\\([^()]*\\))?:$`,
  "i"
)
const groupInline = new RegExp(
  `^(?:the )?(?:(?:most|very|strongly|key|strong|more|main|other|top|also|highly|clearly|overall) )?(?:(?:important|positive|negative|neutral|key|relevant|notable|crucial|main|sentiment|strong|descriptive|emotional|essential|critical) ){0,2}(?:${groupNames})(?: (?:words?|phrases?|terms?|sentiment|indicators?|ones|adjectives|expressions?|language|aspects|descriptors?|connotations?))?(?: \\([^()]{0,60}\\))?:\\s+(?=\\S)`,
  "i"
)
const unimportant =
  /\b(?:not (?:as |so |very |that |really )?(?:important|relevant|needed|necessary|essential|significant)|unimportant|less important|least important|irrelevant|unnecessary|non-?essential|ignored?|other words that (?:do not|don't))\b/i

const isHeading = (line: Line): boolean => {
  const plain = plainOf(line.text)
  if (/^#{1,6}\s/.test(line.text)) return true
  if (groupHeading.test(plain) || (plain.endsWith(":") && (!line.bullet || plain.split(" ").length > 3))) {
    return true
  }
  return !line.bullet
    && new RegExp(`^\\*\\*[^*]*(?:words|phrases|terms|list|nouns|verbs|adjectives)[^*]*\\*\\*$`, "i").test(
      line.text
    )
}

const proseCue =
  /^(?:sure|certainly|of course|here (?:are|is)|here's|the (?:following|most|important|words?|above|key|sentiment|list|paragraph|answer|phrases?|main)|these|this|those|without|with(?:out)? |note|please|removing|if |by |i |i've|let me|each|all |they|in this|based on|for |overall|to determine|as |it |explanation|when|both|some of|other|together|because|however|feel free|redact)/i

/** A sentence about the list, not an item of it. */
const isProse = (line: Line): boolean => {
  const plain = plainOf(line.text)
  const count = plain.split(" ").length
  if (line.bullet) return count > 12 && /[.!]$/.test(plain) && !/["(:]|\s[-\u2013\u2014]\s/.test(plain)
  return (count >= 5 && proseCue.test(plain)) || (count >= 7 && /[.!?]$/.test(plain) && !plain.includes(","))
}

const child =
  /^(?:shows?|express\w*|indicat\w*|this|it|suggest\w*|describ\w*|convey\w*|impl\w*|reason|explanation|meaning|because|refers?|used|score|count|importance|weight|note|context|sentiment|reveals?|denot\w*|tells?|emphasi\w*|highlight\w*|why|example|identif\w*|specif\w*|establish\w*|appears?)\b/i

export interface Listed {
  readonly words: readonly string[]
  readonly rule: string
}

const isGlossLine = (line: Line): boolean => {
  const plain = plainOf(line.text)
  return child.test(plain) || (plain.split(" ").length >= 5 && !/["]/.test(plain[0] ?? ""))
}

const fromBullets = (lines: readonly Line[]): readonly string[] => {
  const words: string[] = []
  let skipping = false
  lines.forEach((line, i) => {
    const plain = plainOf(line.text)
    if (!line.bullet || isHeading(line)) {
      if (plain.endsWith(":") || isHeading(line) || !line.bullet) {
        skipping = unimportant.test(plain) || (skipping && !plain.endsWith(":"))
      }
      if (isHeading(line) || line.bullet) return
      const group = groupInline.exec(plain)
      if (group !== null && !skipping) words.push(...wordsOf(plain.slice(group[0].length)))
      return
    }
    if (skipping || isProse(line) || unimportant.test(plain)) return
    const bulletsBefore = lines.slice(Math.max(0, i - 12), i).filter((other) => other.bullet)
    const parent = bulletsBefore.findLast((other) => other.indent < line.indent)
    if (parent !== undefined && isGlossLine(line)) return
    const next = lines[i + 1]
    if (
      next?.bullet === true && next.indent > line.indent && !isGlossLine(next)
      && quotedIn(straighten(line.text)).length === 0
    ) return
    const group = groupInline.exec(plain)
    const rest = group === null ? "" : plain.slice(group[0].length)
    if (
      group !== null
      && (rest.includes(",") || /^["']/.test(rest)
        || /words|phrases|terms|adjectives|nouns|verbs/i.test(group[0]))
    ) {
      words.push(...wordsOf(rest))
      return
    }
    words.push(...wordsOf(line.text))
  })
  return words
}

const listVerb =
  /\b(?:are|is|include|includes|including|would be|were|such as|like|namely|being|follows|of)\b:?\s+(?=\S)/i

const fromSentence = (text: string): readonly string[] => {
  const plain = straighten(text).trim()
  const group = groupInline.exec(plain.replace(/[*_]{2}/g, ""))
  if (group !== null) return wordsOf(plain.replace(/[*_]{2}/g, "").slice(group[0].length))
  const quoted = quotedIn(plain)
  const unquoted = plain.replace(/"[^"]*"/g, "").split(",").filter((part) =>
    /^\s*[\p{L}-]+(?: [\p{L}-]+)?\s*\.?$/u.test(part)
  )
  if (
    quoted.length > 0
    && (unquoted.length === 0 || /\b(?:are|is|words?|include)\b/.test(plain.replace(/"[^"]*"/g, "")))
  ) return quoted
  if (quoted.length > 0) return splitWords(plain).map(trimWord)
  const bold = boldIn(plain)
  if (bold.length > 1) return bold
  const colon = /:\s+(?=\S)/.exec(plain)
  if (
    colon !== null
    && /\b(?:words?|phrases?|terms?|list|are|answer|important)\b/i.test(plain.slice(0, colon.index))
  ) {
    return wordsOf(plain.slice(colon.index + colon[0].length))
  }
  if (
    proseCue.test(plain) || /\b(?:most important|key|important) (?:words?|phrases?|terms?)\b/i.test(plain)
  ) {
    const verb = listVerb.exec(plain)
    if (verb !== null && /\bwords?|phrases?|terms?\b/i.test(plain.slice(0, verb.index))) {
      return splitWords(plain.slice(verb.index + verb[0].length)).map(trimWord)
    }
  }
  return wordsOf(plain)
}

const fromLines = (lines: readonly Line[]): readonly string[] => {
  const words: string[] = []
  let skipping = false
  for (const line of lines) {
    const plain = plainOf(line.text)
    const hasQuotes = quotedIn(straighten(line.text)).length > 0
    if (unimportant.test(plain)) {
      skipping = plain.endsWith(":")
      continue
    }
    if (isHeading(line)) {
      skipping = false
      continue
    }
    if (skipping) continue
    const inline = /:\s+\S/.test(plain)
    if (isProse(line) && !hasQuotes && !inline && words.length > 0) continue
    if (words.length > 0 && /^(?:without|note|removing|these|if )/i.test(plain) && isProse(line)) continue
    if (isProse(line) && lines.length > 1 && !hasQuotes && !inline && !plain.includes(",")) continue
    words.push(...fromSentence(line.text))
  }
  return words
}

/** The items of a list, and how the list was written. */
export const itemsOf = (lines: readonly Line[]): Listed => {
  const bullets = lines.filter((line) => line.bullet && !isProse(line))
  if (bullets.length > 0) {
    const words = fromBullets(lines)
    if (words.length > 0) return { words, rule: "bullets" }
  }
  const words = fromLines(lines).map(trimWord)
  if (words.length === 1 && lines.length === 1 && !/["\u201C]/.test(lines[0]?.text ?? "")) {
    const only = words[0] ?? ""
    const parts = only.split(" ")
    if (parts.length > 4) return { words: [], rule: "no-words" }
  }
  return { words, rule: lines.length > 1 ? "lines" : "inline" }
}
