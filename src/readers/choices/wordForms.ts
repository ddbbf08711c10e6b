/** Words in a form in which singular and plural, word and figure, and the tenses of a verb are the same. */
import { dictionary } from "../cleaning/dictionary.ts"
import { remembered } from "../remembered.ts"

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

const irregular: Readonly<Record<string, string>> = dictionary<string>({
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
  once: "1 time",
  went: "go",
  gone: "go",
  goes: "go",
  ate: "eat",
  eaten: "eat",
  bought: "buy",
  took: "take",
  taken: "take",
  gave: "give",
  given: "give",
  got: "get",
  made: "make",
  saw: "see",
  seen: "see",
  found: "find",
  ran: "run",
  came: "come",
  told: "tell",
  thought: "think",
  felt: "feel",
  lost: "lose",
  broke: "break",
  broken: "break",
  fell: "fall",
  slept: "sleep",
  sat: "sit",
  kept: "keep",
  brought: "bring",
  caught: "catch",
  wrote: "write",
  threw: "throw",
  knew: "know",
  hid: "hide",
  hidden: "hide",
  won: "win",
  met: "meet",
  wore: "wear",
  sold: "sell",
  stole: "steal",
  stolen: "steal",
  forgot: "forget",
  forgotten: "forget"
})

const synonyms: Readonly<Record<string, string>> = dictionary<string>({
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
})

const singular = (word: string): string => {
  const known = irregular[word]
  if (known !== undefined) return known
  if (!word.endsWith("s")) return word
  if (word.length > 4 && word.endsWith("ies")) return `${word.slice(0, -3)}y`
  if (/(?:ss|x|z|ch|sh|o)es$/.test(word) && word.length > 4) return word.slice(0, -2)
  return word.length > 3 && /[^su]s$/.test(word) ? word.slice(0, -1) : word
}

const doubled = /([bdgmnprt])\1$/

/** The stem of a verb's past or present: "visited" and "visiting" as "visit". */
const stem = (word: string): string => {
  if (word.length > 4 && word.endsWith("ied")) return `${word.slice(0, -3)}y`
  const ending = word.length > 5 && word.endsWith("ing") ? 3 : word.length > 4 && word.endsWith("ed") ? 2 : 0
  const bare = ending === 0 ? word : word.slice(0, -ending).replace(doubled, "$1")
  return bare.length > 3 && bare.endsWith("e") ? bare.slice(0, -1) : bare
}

const british = /(?<=\p{L}{2})our(?=$|ed$|ing$|ite$|hood$)/u

const formOf = (word: string): string => {
  const bare = word.toLowerCase()
  if (bare.includes("'") && /'s?$/.test(bare)) return bare.replace(/'$/, "'s")
  const number = bare === "dozen" ? "12" : numberWords.get(bare)
  if (number !== undefined) return number
  const one = singular(bare)
  return synonyms[one] ?? stem(one.includes("our") ? one.replace(british, "or") : one)
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

/** A word's form and whether it carries meaning. Most words are common ones. */
const known = remembered((word: string) => {
  const form = formOf(word)
  return { form, carries: !functionWords.has(form) }
})

const words = /[\p{L}\p{N}](?:['.,]?[\p{L}\p{N}+#])*/gu

const noOne = /\bno one\b/gi
const withNobody = (text: string): string => text.search(noOne) < 0 ? text : text.replace(noOne, "nobody")

/** The words of a text that carry meaning, all of its words when none does. */
export const tokensOf = (text: string): readonly Token[] => {
  const all: Token[] = []
  const content: Token[] = []
  const spoken = withNobody(text)
  words.lastIndex = 0
  for (let word = words.exec(spoken); word !== null; word = words.exec(spoken)) {
    const { carries, form } = known(word[0])
    const token = { form, start: word.index, end: word.index + word[0].length }
    all.push(token)
    if (carries) content.push(token)
  }
  return content.length > 0 ? content : all
}

/** The words of a choice, which is offered again and again. */
export const choiceTokens = remembered(tokensOf)
