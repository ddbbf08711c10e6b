import { straighten } from "./text.ts"

const outer = /^[\s"'\u201C\u2018*_`([<{.,;:]+|[\s"'\u201D\u2019*_`)\]>},;:]+$/g

/** The word without decoration: quotes, bold, brackets, trailing punctuation. A smiley keeps its signs. */
export const trimWord = (text: string): string => {
  const squeezed = text.trim().replace(/\s+/g, " ")
  const bare = squeezed.replace(outer, "").replace(/(?<![.\p{Lu}])\.+$/u, "").replace(/[!?]+$/, "").trim()
  if (bare !== "") return bare.replace(/^(?:and|or) (?=\S)/i, "").replace(/\*\*|__|`/g, "").trim()
  return /^["'\u201C(]*[:;=][-']?[)(DPp]/.test(squeezed)
    ? squeezed.replace(/^["'\u201C]+|["'\u201D.,]+$/g, "")
    : ""
}

/** Words of an answer about its list, such as "none" or "etc.". */
export const isMeta = (word: string): boolean =>
  word === "" || /^(?:none|n\/a|etc\.?|and|or|and so on|words?|important words?)$/i.test(word)

/** What a model writes behind an item: a count, a score, a reason. */
const gloss =
  /\s+[([{](?!s\))[^()[\]{}]{0,300}[)\]}]?|\s+[-\u2013\u2014]{1,2}\s|\s*[-=]{1,2}>|\s*[\u2192\u2190\u21D2]|\s*:\s|:$|\s+=\s|\s*[\u2014]\s*|\s+\bx ?\d+$|\s*\|\s/u

const quotedSpan =
  /"([^"\n]{1,200})"|(?<![\p{L}\p{N}])'((?:[^'\n]|(?<=\p{L})'(?=\p{L})|(?<=\s)'(?=\p{L}{1,3}')){1,200})'(?![\p{L}\p{N}])/gu

/** The phrases between quotes, in their order. */
export const quotedIn = (text: string): readonly string[] =>
  [...text.matchAll(quotedSpan)].flatMap((span) => {
    const word = trimWord(span[1] ?? span[2] ?? "")
    return word === "" ? [] : [word]
  })

const boldSpan = /\*\*([^*\n]{1,200})\*\*|(?<![*\w])\*([^*\n]{1,200})\*(?![*\w])|`([^`\n]{1,200})`/g

export const boldIn = (text: string): readonly string[] =>
  [...text.matchAll(boldSpan)].flatMap((span) => {
    const word = trimWord(span[1] ?? span[2] ?? span[3] ?? "")
    return word === "" ? [] : [word]
  })

/** Splits at commas, semicolons, slashes and bars; at "and" only where nothing else separates. */
export const splitWords = (text: string): readonly string[] => {
  const parts = text.split(/\s*(?:[;|\u3001\uFF0C\u2022\u00B7]|,(?!\d{3}(?!\d)))\s*/)
  if (parts.length > 1) {
    return parts.flatMap((part, i) => {
      const last = i === parts.length - 1 ? /^(\S+) (?:and|or) (\S+)$/.exec(part) : null
      return last === null ? [part] : [last[1] ?? "", last[2] ?? ""]
    })
  }
  const joined = text.split(/\s+(?:and|&)\s+|\s*\/\s*/)
  return joined
}

/** The words of one item or one line that is a list itself. */
export const wordsOf = (item: string): readonly string[] => {
  const text = straighten(item).trim()
  const quoted = quotedIn(text)
  if (quoted.length > 0) {
    const rest = text.replace(quotedSpan, "\uE000").replace(/\s*\([^()]{0,200}\)/g, "")
    if (/^\s*\uE000/.test(rest)) {
      const enumerated = /^[\s\uE000,;/.&]*(?:(?:and|or)[\s\uE000,;/.&]*)*$/.test(rest)
      return enumerated ? quoted : quoted.slice(0, 1)
    }
  }
  const starting = /^\*\*([^*\n]{1,200})\*\*|^`([^`]{1,200})`/.exec(text)
  const boldWord = trimWord(starting?.[1] ?? starting?.[2] ?? "")
  if (starting !== null && boldWord !== "") {
    const all = boldIn(text)
    const rest = text.replace(boldSpan, "\uE000")
    return all.length > 1 && /^[\s\uE000,;/.&]*(?:(?:and|or)[\s\uE000,;/.&]*)*$/.test(rest)
      ? all
      : splitWords(boldWord).map(trimWord)
  }
  const cut = gloss.exec(text)
  const head = cut === null || cut.index === 0 ? text : text.slice(0, cut.index)
  return splitWords(head).map(trimWord).filter((word) => word !== "")
}
