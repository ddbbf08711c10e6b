/** An answer as lines of a list: bullets and numbers apart, tables and columns and enumerations in lines. */
import { cellsOf, isTableRule } from "../cleaning/tables.ts"
import { straighten } from "../cleaning/text.ts"
import { remembered } from "../remembered.ts"
import { withoutReason } from "./wordItems.ts"

/** A line of a list: how deep it is indented, whether a bullet or a number opens it, and its content. */
export interface Line {
  readonly indent: number
  readonly bullet: boolean
  /** Which kind of bullet: lines of one kind have the same. */
  readonly mark: string
  readonly text: string
  /** The content without marks, to compare it with phrases. */
  readonly plain: string
}

const marked = /[*_#`]/

export const plainOf = (text: string): string => {
  const straight = straighten(text)
  return (marked.test(straight) ? straight.replace(/[*_#`]+/g, "") : straight).trim()
}

/** Words that give an item its rank: "Most important: …", "Second most important: …", "Next: …". */
const ranking =
  /^(?:and )?(?:the )?(?:(?:(?:second|third|fourth|fifth|next|2nd|3rd|4th|5th)[ -])?most important|second|third|fourth|fifth|next|then|finally|lastly)(?: (?:word|phrase|term|one))?\s?:\s+/i

const bullet = new RegExp(
  "^(?:" + [
    "[-*+~\u2022\u2023\u25E6\u25AA\u25CF\u25CB\u00B7\u2043\u2219\u2013\u2014\u25BA\u27A4\u2756\u2713\u2714\u25A0\u25A1\u25B8\u279C\u2192\u21D2\u25C6\u25C7\u2605](?:\\s+|(?=[^\\s*\\d-]))",
    "\\p{Extended_Pictographic}\uFE0F?\\s+",
    "\\d\uFE0F?\u20E3\\s*",
    "\\(?\\d{1,3}[.):](?:\\s+|(?=[^\\s\\d]))",
    "\\(?[a-zA-Z]\\)\\s+",
    "\\(?(?:[ivx]{2,4}|[IVX]{2,4})[.)]\\s+",
    "\\[[ xX\u2713]?\\]\\s+",
    "\\[\\d{1,3}\\]\\s*",
    "[\u2610-\u2612]\\s+",
    "#\\d{1,3}[.):]?\\s+",
    "\\d{1,2}(?:st|nd|rd|th)[:.)]?\\s+",
    "\\d{1,3}\\s?[-\u2013]\\s+",
    "(?:word|item|rank|number|no\\.?|phrase) ?#?\\d{1,3}[:.)]\\s+"
  ].join("|") + ")",
  "iu"
)

const letterBullet = /^[a-zA-Z]\.\s+/

/** A list with more lines repeats itself. */
const mostLines = 500

const loneBullet = /^(?:[-*+\u2022]|\(?\d{1,3}[.):]?\)?)$/

const rule = /^(?:[-=*_]\s?){3,}$/

const markOf = remembered((bulleted: string): string =>
  bulleted.trim().replace(/\d+/, "1").replace(/[a-z]+/i, "a").replace(/\p{Extended_Pictographic}/u, "\u263A")
)

const withoutQuoteSign = (text: string): string => (text.startsWith(">") ? text.replace(/^>\s?/, "") : text)

const toLine = (raw: string, lettered: boolean): Line | null => {
  const trimmed = withoutQuoteSign(raw.trim())
  if (trimmed === "" || rule.test(trimmed) || loneBullet.test(trimmed)) return null
  const blank = raw.slice(0, raw.search(/\S/))
  const indent = blank.length + 3 * (blank.split("\t").length - 1)
  let text = trimmed
  let isBullet = false
  let mark = ""
  const isItalic = text.startsWith("*") && /^\*[^*\s][^*]*\*(?!\*)/.test(text)
  for (let guard = 0; guard < 3; guard++) {
    const found = text.startsWith("**") || (isItalic && guard === 0)
      ? null
      : bullet.exec(text) ?? (guard === 0 ? ranking.exec(text) : null)
        ?? (lettered ? letterBullet.exec(text) : null)
    if (found === null) break
    isBullet = true
    mark += markOf(found[0])
    text = text.slice(found[0].length).trim()
  }
  const boldNumber = text.startsWith("**") ? /^\*\*\(?\d{1,3}[.):]\s*/.exec(text) : null
  if (boldNumber !== null) {
    isBullet = true
    mark += "**1"
    const rest = text.slice(boldNumber[0].length)
    text = rest.startsWith("**") ? rest.slice(2).trim() : `**${rest}`
  }
  text = withoutReason(text)
  return text === "" ? null : { indent, bullet: isBullet, mark, text, plain: plainOf(text) }
}

/** Lines such as "1 awful", "2 boring": numbers count as bullets when they count up from 1. */
const withPlainNumbers = (lines: readonly Line[]): readonly Line[] => {
  const numbered = lines.filter((line, i) => !line.bullet && line.text.startsWith(`${i + 1} `))
  if (lines.length < 2 || numbered.length !== lines.length) return lines
  return lines.map((line) => {
    const text = line.text.replace(/^\d+\s+/, "")
    return { ...line, bullet: true, text, plain: plainOf(text) }
  })
}

/** The column of a table that holds the words, as bullets; other lines as they are. */
const withoutTables = (lines: readonly string[]): readonly string[] => {
  const ruleAt = lines.findIndex(isTableRule)
  const isBare = ruleAt < 0 && lines.length > 1 && lines.every((line) => /^\s*(?:\|.*\|)?\s*$/.test(line))
  if (ruleAt < 1 && !isBare) return lines
  const header = cellsOf(lines[ruleAt - 1] ?? "")
  const named = header.findIndex((cell) => /\b(?:words?|phrases?|terms?|tokens?)\b/i.test(cell))
  const rows = lines.slice(ruleAt + 1).filter((line) => line.includes("|"))
  const column = named >= 0 ? named : /^#?\d+[.)]?$/.test(cellsOf(rows[0] ?? "")[0] ?? "") ? 1 : 0
  return rows.map((row) => `- ${cellsOf(row)[column] ?? ""}`)
}

/** A score or a grade beside a word. */
const grade = /^(?:\d[\d.,]*%?|high|medium|low|very high|strong|weak|positive|negative|neutral)$/i

/** What parts columns: lines without it are passed at once. */
const columnEnd = /[\t,]/

/** The first column of lines such as "dreary, 0.9" or of cells that tabs part; other lines as they are. */
const withoutColumns = (lines: readonly string[]): readonly string[] => {
  const rows = lines.filter((line) => line.trim() !== "")
  if (rows.length < 2 || !rows.every((row) => columnEnd.test(row))) return lines
  const cells = rows.map((row) => row.trim().split(/\t+|,\s*/))
  if (cells.every((row, i) => row.length === 2 && row[0] === String(i + 1))) {
    return cells.map((row) => `- ${row[1]}`)
  }
  const [header, ...body] = cells
  const isGraded = (row: readonly string[]): boolean => row.length === 2 && grade.test((row[1] ?? "").trim())
  if (header === undefined || header.length !== 2 || !body.every(isGraded)) return lines
  if (!isGraded(header) && !/^(?:words?|terms?|phrases?|tokens?)$/i.test(header[0] ?? "")) return lines
  return (isGraded(header) ? cells : body).map((row) => `- ${row[0] ?? ""}`)
}

const labelledParts = /^[^|:\n]{2,40}:[^|\n]+\s\|\s[^|:\n]{2,40}:[^|\n]+$/

const groupAfterGroup = /(?<=[.;])\s+(?=\p{Lu}[\p{L} ]{2,30}:\s)/gu

/** Enumerations in one line: how they begin, and where an item ends. */
const enumerations: readonly (readonly [RegExp, RegExp])[] = [
  [/^\s*\(1\)\s.*\s\(2\)\s/, /[,;]?\s+(?=\(\d{1,2}\)\s)/g],
  [/^\s*#1[.:)]?\s.*\s#2[.:)]?\s/, /[,;]?\s+(?=#\d{1,2}[.:)]?\s)/g],
  [/^\s*\(?a\)\s.*\s\(?b\)\s/i, /[,;]?\s+(?=\(?[a-z]\)\s)/gi]
]

const inlineNumber = /,?;?\s+(?:and\s+|or\s+)?\(\d{1,2}\)\s+/

/** "… three words are (1) horrid, (2) stilted, and (3) regret. If …": the items, up to the end of their sentence. */
const numberedInSentence = (text: string): string | null => {
  if (!/\S\s\(1\)\s.*\s\(2\)\s/.test(text)) return null
  const items = text.slice(text.indexOf("(1)") - 1).split(inlineNumber).slice(1)
  return items.map((item, i) => `- ${i === items.length - 1 ? item.split(/[.!;]\s/)[0] ?? "" : item}`).join(
    "\n"
  )
}

/** A list whose bullets or numbers follow each other in one line, put into lines. */
const inLines = (text: string): string => {
  if (text.trim().includes("\n")) return text
  const numbered = numberedInSentence(text)
  if (numbered !== null) return numbered
  if (labelledParts.test(text)) return text.replace(/\s\|\s/g, "\n")
  if (groupAfterGroup.test(text)) return text.replace(groupAfterGroup, "\n")
  if (/(?:^|\s)1[.)]\s.*\s2[.)]\s/.test(text)) return text.replace(/\s+(?=\d{1,2}[.)]\s)/g, "\n")
  if (/^\s*#\p{L}\S*(?:[\s,]+#\p{L}\S*)+\s*$/u.test(text)) return text.replace(/[\s,]*#/g, "\n")
  if (/^[^,;>]+(?:\s>\s[^,;>]+)+$/.test(text)) return text.replace(/\s>\s/g, "\n")
  for (const [begins, edge] of enumerations) if (begins.test(text)) return text.replace(edge, "\n")
  if (/^\s*\[1\]\s.*\s\[2\]\s/.test(text)) return text.replace(/[,;]?\s+(?=\[\d{1,2}\]\s)/g, "\n")
  const dashes = /^\s*-\s.*\s-\s/.test(text) ? text.split(/\s-\s/) : []
  if (dashes.length > 1 && dashes.every((part) => part.trim().split(" ").length < 4)) {
    return text.replace(/\s-\s/g, "\n- ")
  }
  const loose = text.trim().split(/\s-\s/)
  if (loose.length > 2 && loose.every((part) => part.trim().split(" ").length < 3)) return loose.join("\n")
  return /^\s*[*\u2022]\s.*\s[*\u2022]\s/.test(text) ? text.replace(/\s(?=[*\u2022]\s)/g, "\n") : text
}

/** Lines such as "loved | verb": the bar of every line stands before a gloss. */
const withBarGlosses = (lines: readonly Line[]): readonly Line[] =>
  lines.length > 1 && lines.every((line) => /^[^|]+\s\|\s[^|]+$/.test(line.text))
    ? lines.map((line) => ({ ...line, bullet: true }))
    : lines

const field =
  /^[\s*#]{0,6}(?:question|paragraph|passage|text|review|answer|sentiment|statement|hypothesis|target|label)[*]{0,2}\s?:/i
const wordsField = /^[\s*#]{0,6}(?:\w+ ){0,4}(?:words|keywords|phrases|terms)[*]{0,2}\s?:/i

/** Where one field names the words, the other fields of an answer are not about them. */
const withoutFields = (raws: readonly string[]): readonly string[] =>
  raws.some((raw) => wordsField.test(raw)) ? raws.filter((raw) => !field.test(raw)) : raws

const crossed = /^\s*[\u274C\u2717\u2718\u{1F6AB}]/u
const ticked = /^\s*[\u2705\u2713\u2714\u2611]/

/** Where some lines are ticked, crossed ones are left out. */
const withoutCrossed = (raws: readonly string[]): readonly string[] =>
  raws.some((raw) => ticked.test(raw)) ? raws.filter((raw) => !crossed.test(raw)) : raws

/** The lines of an answer that hold something, without their bullets. */
export const linesOf = (text: string): readonly Line[] => {
  const raws = withoutCrossed(
    withoutFields(withoutColumns(withoutTables(inLines(text).split("\n", mostLines))))
  )
  // One letter and a full stop alone are initials: "J. K. Rowling".
  const lettered = raws.filter((raw) => /^(?:[a-z]|[ivx]{2,4})\.\s/i.test(raw.trim())).length > 1
  return withBarGlosses(withPlainNumbers(raws.flatMap((raw) => {
    const line = toLine(raw, lettered)
    return line === null ? [] : [line]
  })))
}
