/** A word of a text with its place, and the form in which singular and plural, word and figure are the same. */
export interface Token {
  readonly form: string
  readonly start: number
  readonly end: number
}

const numberWordList = [
  "zero",
  "one",
  "two",
  "three",
  "four",
  "five",
  "six",
  "seven",
  "eight",
  "nine",
  "ten",
  "eleven",
  "twelve",
  "thirteen",
  "fourteen",
  "fifteen",
  "sixteen",
  "seventeen",
  "eighteen",
  "nineteen",
  "twenty"
]

const numberWords = new Map(numberWordList.map((word, number) => [word, String(number)]))

const irregular: Readonly<Record<string, string>> = {
  children: "child",
  men: "man",
  women: "woman",
  people: "person",
  feet: "foot",
  mice: "mouse",
  teeth: "tooth",
  geese: "goose",
  leaves: "leaf",
  wolves: "wolf",
  knives: "knife",
  once: "1 time"
}

const synonyms: Readonly<Record<string, string>> = {
  mom: "mother",
  mum: "mother",
  mommy: "mother",
  mama: "mother",
  dad: "father",
  daddy: "father",
  papa: "father",
  grandma: "grandmother",
  granny: "grandmother",
  grandpa: "grandfather",
  kid: "child",
  grey: "gray",
  tv: "television",
  bike: "bicycle",
  fridge: "refrigerator"
}

const singular = (word: string): string => {
  const known = irregular[word]
  if (known !== undefined) return known
  if (!word.endsWith("s")) return word
  if (word.length > 4 && word.endsWith("ies")) return `${word.slice(0, -3)}y`
  if (/(?:ss|x|z|ch|sh|o)es$/.test(word) && word.length > 4) return word.slice(0, -2)
  return word.length > 3 && /[^su]s$/.test(word) ? word.slice(0, -1) : word
}

const british = /(?<=\p{L}{2})our(?=$|ed$|ing$|ite$|hood$)/u

const formOf = (word: string): string => {
  const bare = word.toLowerCase()
  if (bare.includes("'") && /'s?$/.test(bare)) return bare.replace(/'$/, "'s")
  const number = bare === "dozen" ? "12" : numberWords.get(bare)
  if (number !== undefined) return number
  const one = singular(bare)
  return synonyms[one] ?? (one.includes("our") ? one.replace(british, "or") : one)
}

/** Words that carry nothing when a choice is recognised in a sentence. */
const functionWords = new Set([
  "the",
  "a",
  "an",
  "to",
  "in",
  "at",
  "on",
  "of",
  "by",
  "his",
  "her",
  "their",
  "its",
  "my",
  "our",
  "your",
  "some",
  "for",
  "with",
  "from",
  "into",
  "and",
  "it",
  "is",
  "was",
  "were",
  "are",
  "he",
  "she",
  "they",
  "that",
  "had",
  "be",
  "been"
])

/** The words of a text that carry meaning, all of its words when none does. */
export const tokensOf = (text: string): readonly Token[] => {
  const all: Token[] = []
  for (
    const word of text.replace(/\bno one\b/gi, "nobody").matchAll(/[\p{L}\p{N}](?:['.,]?[\p{L}\p{N}+#])*/gu)
  ) {
    all.push({ form: formOf(word[0]), start: word.index, end: word.index + word[0].length })
  }
  const content = all.filter((token) => !functionWords.has(token.form))
  return content.length > 0 ? content : all
}

/** Where a choice occurs in a text. */
export interface Mention {
  readonly choice: number
  readonly start: number
  readonly end: number
}

/** Finds choices in texts, the longest first, so that "car park" is not also "park". */
export const choiceFinder = (choices: readonly string[]): (text: string) => readonly Mention[] => {
  const wanted = choices
    .map((choice, index) => ({ index, forms: tokensOf(choice).map((token) => token.form) }))
    .filter((choice) => choice.forms.length > 0)
    .sort((x, y) => y.forms.length - x.forms.length)
  return (text) => {
    const tokens = tokensOf(text)
    const mentions: Mention[] = []
    for (let i = 0; i < tokens.length;) {
      const found = wanted.filter(({ forms }) => forms.every((form, k) => tokens[i + k]?.form === form))
      const [longest] = found
      const first = tokens[i]
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
 * other choice has, while no other choice reaches half; or its last word, while no other choice is touched at all.
 */
export const closestChoice = (text: string, choices: readonly string[]): number | null => {
  const said = new Set(tokensOf(text).map((token) => token.form))
  const forms = choices.map((choice) => [...new Set(tokensOf(choice).map((token) => token.form))])
  const near = forms.flatMap((own, index) => {
    const distinct = own.filter((form) => !forms.some((other, k) => k !== index && other.includes(form)))
    const hits = distinct.filter((form) => said.has(form)).length
    return hits > 0 && hits * 2 >= distinct.length ? [index] : []
  })
  if (near.length > 0) return near.length === 1 ? near[0] ?? null : null
  const touched = forms.flatMap((own, index) => (own.some((form) => said.has(form)) ? [index] : []))
  const [only] = touched
  return touched.length === 1 && only !== undefined && said.has(forms[only]?.at(-1) ?? "") ? only : null
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
