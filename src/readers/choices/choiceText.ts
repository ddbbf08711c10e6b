/** Choices found in a text by their words: as given, shortened or misspelled. */
import { choiceTokens, tokensOf } from "./wordForms.ts"

/** Where a choice occurs in a text. */
export interface Mention {
  readonly choice: number
  readonly start: number
  readonly end: number
}

/** Finds choices in texts, the longest first, so that "car park" is not also "park". */
export const choiceFinder = (choices: readonly string[]): (text: string) => readonly Mention[] => {
  const wanted = choices
    .map((choice, index) => ({ index, forms: choiceTokens(choice).map((token) => token.form) }))
    .filter((choice) => choice.forms.length > 0)
    .sort((x, y) => y.forms.length - x.forms.length)
  const openings = new Set(wanted.map(({ forms }) => forms[0]))
  return (text) => {
    const tokens = tokensOf(text)
    const mentions: Mention[] = []
    for (let i = 0; i < tokens.length;) {
      const first = tokens[i]
      if (!openings.has(first?.form)) {
        i += 1
        continue
      }
      const found = wanted.filter(({ forms }) => forms.every((form, k) => tokens[i + k]?.form === form))
      const [longest] = found
      const last = tokens[i + (longest?.forms.length ?? 1) - 1]
      if (longest === undefined || first === undefined || last === undefined) {
        i += 1
        continue
      }
      const written = text.slice(first.start, last.end).toLowerCase()
      const exact = found.find(({ index }) => choices[index]?.toLowerCase().includes(written)) ?? longest
      mentions.push({ choice: exact.index, start: first.start, end: last.end })
      i += longest.forms.length
    }
    return mentions
  }
}

/**
 * The choice that a text gives in other or fewer words: at least half of a choice's words, among them one that no
 * other choice has, while no other choice reaches half; or its last word or nothing but words of it, while no other
 * choice is touched at all.
 */
export const closestChoice = (text: string, choices: readonly string[]): number | null =>
  closest(formsIn(text), choices) ?? closest(formsIn(text.replace(/'s\b/g, "")), choices)

const formsIn = (text: string): ReadonlySet<string> => new Set(tokensOf(text).map((token) => token.form))

/** Words that say too little to tell a choice by, unless it has no others. */
const lightWords = new Set([
  "go",
  "get",
  "mak",
  "make",
  "tak",
  "take",
  "do",
  "did",
  "hav",
  "have",
  "out",
  "up",
  "down",
  "com",
  "come",
  "put",
  "not",
  "want",
  "see",
  "becaus",
  "because"
])

const closest = (said: ReadonlySet<string>, choices: readonly string[]): number | null => {
  const forms = choices.map((choice) => [...new Set(choiceTokens(choice).map((token) => token.form))])
  const near = forms.flatMap((own, index) => {
    const unshared = own.filter((form) => !forms.some((other, k) => k !== index && other.includes(form)))
    const heavy = unshared.filter((form) => !lightWords.has(form))
    const distinct = heavy.length > 0 ? heavy : unshared
    const hits = distinct.filter((form) => said.has(form)).length
    return hits > 0 && hits * 2 >= distinct.length ? [index] : []
  })
  if (near.length > 0) return near.length === 1 ? near[0] ?? null : null
  const touched = forms.flatMap((own, index) => (own.some((form) => said.has(form)) ? [index] : []))
  const [only] = touched
  if (touched.length !== 1 || only === undefined) return null
  const own = forms[only] ?? []
  return said.has(own.at(-1) ?? "") || [...said].every((form) => own.includes(form)) ? only : null
}

/** Whether two words differ by one letter at most: one more, one less, another, or two that changed places. */
const isNearly = (x: string, y: string): boolean => {
  if (Math.abs(x.length - y.length) > 1) return false
  let start = 0
  while (start < x.length && x[start] === y[start]) start += 1
  let end = 0
  while (end < Math.min(x.length, y.length) - start && x[x.length - 1 - end] === y[y.length - 1 - end]) {
    end += 1
  }
  const left = x.slice(start, x.length - end)
  const right = y.slice(start, y.length - end)
  return Math.max(left.length, right.length) <= 1
    || (left.length === 2 && left[0] === right[1] && left[1] === right[0])
}

const shortestMisspelled = 5

/** The one choice that a short answer spells wrongly or divides otherwise ("kitchn", "hall way"). */
export const misspelledChoice = (text: string, choices: readonly string[]): number | null => {
  const letters = (written: string): string => tokensOf(written).map((token) => token.form).join("")
  const said = letters(text)
  if (said.length < shortestMisspelled || said.length > 40) return null
  const near = choices.flatMap((choice, index) => (isNearly(said, letters(choice)) ? [index] : []))
  return near.length === 1 ? near[0] ?? null : null
}
