/** One item, or a list in one line: what belongs to its words and what is said about them. */
import { eachMatch, straighten, trimSigns, trimSignsEnd } from "../cleaning/text.ts"

const before = " \"'*_`([<{.,;:"
const behind = " \"'*_`)]>},;:\u2605\u2606\u2B50\u25CF\u25CB"
const smiley = /^["'(]*([:;=8][-']?[)(DPp|/]+|[)(]+[-']?[:;=]|<3|\^_?\^)["'.,]*$/

const pictures = /[\p{Emoji_Presentation}\u{1F3FB}-\u{1F3FF}]+/gu

/** The word without decoration: quotes, bold, brackets, trailing punctuation. A smiley keeps its signs. */
export const trimWord = (text: string): string => (oneWord.test(text) ? text : trimmedWord(text))

const oneWord = /^[A-Za-z]+(?:-[A-Za-z]+)*$/

const trimmedWord = (text: string): string => {
  const squeezed = straighten(text).replace(pictures, " ").trim().replace(/\s+/g, " ")
  const face = smiley.exec(squeezed)
  if (face !== null) return face[1] ?? ""
  const bare = trimSigns(squeezed, before, behind)
  const open = bare.includes("(") && !bare.includes(")") && squeezed.includes(")") ? `${bare})` : bare
  const isAbbreviation = /(?:^|[.\s])\p{L}\.$/u.test(open.slice(-4))
  return (isAbbreviation ? open : trimSignsEnd(open, ".!?"))
    .replace(/^(?:and|or) (?=\S)/i, "")
    .replace(/\*\*|__|`/g, "")
    .trim()
}

/** Words of an answer about its list, such as "none" or "etc.". */
export const isMeta = (word: string): boolean =>
  word === "" || word === "None" || /^(?:n\/a|etc\.?|and|or|and so on|important words?)$/i.test(word)

/** "dreary because it shows boredom": the reason is no part of the item. */
const reason =
  /^((?:(?!(?:is|are|was)\b)[^\s,]+ ){0,3}(?!(?:is|are|was)\b)[^\s,]+?),? (?:because|since it|as it|as they|as this|meaning that|indicating|showing|suggesting|implying|expressing|conveying)\s.*$/i

/** An item without the reason that follows it. */
export const withoutReason = (text: string): string =>
  !text.includes(" ") || /^(?:i|we|it|they|this|these|the|both|all)\b/i.test(text)
    ? text
    : text.replace(reason, "$1")

/** What a model writes behind an item, such as a reason or a score; the item ends where it begins. */
const gloss =
  /\s+[-\u2013\u2014|]{1,2}\s|\s*[-=]{1,2}>|\s*[\u2192\u2190\u21D2]|\s*:\s|:$|(?<!\d):(?=\d)|\s*=\s|\s*\u2014\s*|\s+x ?\d+$|\s+\u00D7 ?\d+$|\s+(?:0?\.\d+|1\.0+)$|\s+[([{]/u

const bracketGloss = /(?<=\S)\s+[*_]{0,2}(?:\([^()]{0,300}\)|\[[^[\]]{0,300}\])[*_]{0,2}/g

/** A gloss in brackets and italics: "**Mary** *(person, score 0.8)*". */
const italicGloss = /(?<=\S)\s*(?<![*_])[*_]\([^()]{0,200}\)[*_](?![*_])/g

const quotedSpan =
  /"([^"\n]{1,200})"|(?<![\p{L}\p{N}])'((?:[^'\n]|(?<=\p{L})'(?=\p{L})|(?<=\s)'(?=\p{L}{1,3}')){1,200})'(?![\p{L}\p{N}])/gu
const boldSpan =
  /\*\*([^*\n]{1,200})\*\*|(?<![*\w])\*([^*\n]{1,200})\*(?![*\w])|`([^`\n]{1,200})`|(?<![\w_])_([^_\n]{1,200})_(?![\w_])/g

const spansIn = (text: string, span: RegExp): readonly string[] =>
  [...eachMatch(text, span)].flatMap((found) => {
    const word = trimWord(found[1] ?? found[2] ?? found[3] ?? found[4] ?? "")
    return word === "" ? [] : [word]
  })

/** The phrases between quotes, in their order. */
export const quotedIn = (text: string): readonly string[] =>
  /["']/.test(text) ? spansIn(text, quotedSpan) : []

/** The phrases in bold, italics or code marks, in their order. */
export const boldIn = (text: string): readonly string[] => /[*`_]/.test(text) ? spansIn(text, boldSpan) : []

const onlyJoiners = /^[\s\uE000,;/.&|]*(?:(?:and|or|as well as)[\s\uE000,;/.&|]*)*$/

/** The phrases in marks of one kind when the text is nothing but them, or begins with one and goes on about it. */
const marked = (text: string, span: RegExp): readonly string[] | null => {
  if (!/["'`*_]/.test(text)) return null
  const all = spansIn(text, span)
  if (all.length === 0) return null
  const rest = text.replace(span, "\uE000").replace(/\s*[*_]{0,2}\([^()]{0,200}\)[*_]{0,2}/g, "")
  if (!/^[\s[(]*\uE000/.test(rest)) return null
  const list = rest.replace(/\s(?:[-\u2013\u2014:]|=)\s.*$/, "")
  const leading = (list.split(/[^\uE000\s,;/.&|]/)[0] ?? "").split("\uE000").length - 1
  return onlyJoiners.test(list) ? all : all.slice(0, Math.max(1, leading))
}

const separator = /[,;|\u3001\uFF0C\u2022\u00B7]/

/** Splits at commas, semicolons and bars outside brackets and quotes. */
const atSeparators = (text: string): readonly string[] => {
  if (!separator.test(text)) return [text]
  const parts: string[] = []
  let part = ""
  let depth = 0
  let quoted = false
  for (let i = 0; i < text.length; i++) {
    const sign = text[i] ?? ""
    if (sign === "\"") quoted = !quoted
    else if (sign === "(") depth += 1
    else if (sign === ")") depth = Math.max(0, depth - 1)
    const separates = sign === ";" || sign === "|" || sign === "\u3001" || sign === "\uFF0C"
      || sign === "\u2022" || sign === "\u00B7"
      || (sign === "," && !(/\d/.test(text[i - 1] ?? "") && /^\d{3}(?!\d)/.test(text.slice(i + 1, i + 5))))
    if (separates && depth === 0 && !quoted) {
      parts.push(part)
      part = ""
    } else part += sign
  }
  return quoted || depth > 0 ? text.split(/[,;|]/) : [...parts, part]
}

/** "and" or a slash with the blanks around it; a run of blanks is tried from its beginning alone. */
const joiner = /(?<!\s)\s+(?:(?:and|&)\s+|\/\s*)|\/\s*/

/**
 * Splits a list in one line: at commas and their kin, at "and" or slashes only where nothing else separates, and not
 * at all there in an item of a list that lines separate already ("Rock and Roll").
 */
export const splitWords = (text: string, inList = false): readonly string[] => {
  const parts = atSeparators(text).map((part) => part.trim()).filter((part) => part !== "")
  if (parts.length === 1 && /\S(?:\.{3}|\u2026)\s*\S/.test(text)) return text.split(/\.{3,}|\u2026/)
  if (parts.length > 1) {
    const pair = /^(\S+) (?:and|or|&|y|et|und) (\S+)$/.exec(parts.at(-1) ?? "")
    return pair === null ? parts : [...parts.slice(0, -1), pair[1] ?? "", pair[2] ?? ""]
  }
  return inList ? [text] : text.split(joiner)
}

const withoutBrackets = (text: string): string =>
  text.includes("(") || text.includes("[") ? text.replace(bracketGloss, "") : text

const glossless = (text: string): string => {
  const cut = gloss.exec(text)
  return cut === null || cut.index === 0 ? text : text.slice(0, cut.index)
}

const trimmed = (words: readonly string[]): readonly string[] =>
  words.map(trimWord).filter((word) => word !== "")

/** "The word "awful" shows …": the item begins with its quote. */
const namesWord =
  /^(?:the )?(?:use of )?(?:the )?(?:word|phrase|term|expression|adjective|verb|noun|adverb|name)s?:? (?=["])/i

/** The words of a bullet: what stands before its gloss, split where it is a list itself. */
export const wordsOf = (item: string, inList: boolean): readonly string[] =>
  oneWord.test(item) ? [item] : wordsOfPhrase(item, inList)

const wordsOfPhrase = (item: string, inList: boolean): readonly string[] => {
  const straight = straighten(item).trim()
  const text = straight.includes("(") ? straight.replace(italicGloss, "") : straight
  const spans = marked(text.includes("\"") ? text.replace(namesWord, "") : text, quotedSpan)
  if (spans !== null) return spans
  const bold = marked(text, boldSpan)
  if (bold !== null) return bold.length > 1 ? bold : trimmed(splitWords(bold[0] ?? "", inList))
  return trimmed(splitWords(glossless(withoutBrackets(text)), inList))
}

/** The words of a list in one line, where every word may have its own gloss. */
export const wordsOfLine = (line: string, inList = false): readonly string[] => {
  const text = straighten(line).trim().replace(/^\(([^()]*,[^()]*)\)\.?$/, "$1")
  const spans = marked(text, quotedSpan) ?? marked(text, boldSpan)
  if (spans !== null && spans.length > 1) return spans
  const parts = atSeparators(text).length > 1
    ? splitWords(text, inList)
    : splitWords(glossless(withoutBrackets(text)), inList)
  return parts.flatMap((part) => {
    const quoted = marked(part.trim(), quotedSpan)
    return quoted ?? trimmed([glossless(withoutBrackets(part))])
  })
}
