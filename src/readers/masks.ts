/** Words of a paragraph masked. */
import { fold, foldSigns, placesIn } from "./folding.ts"
import { unitAt } from "./places.ts"
import { remembered } from "./remembered.ts"
import { replacing } from "./replacing.ts"
import { isWordAt } from "./wordSigns.ts"

/** What masking did: the new text, how many occurrences were replaced, and which listed words did not occur. */
export interface Masked {
  readonly text: string
  readonly masked: number
  readonly absent: readonly string[]
}

const notAscii = /[^ -~]/
const apostrophe = 39
const plus = 43
const hash = 35

/** The signs of ASCII with which no word goes on. */
const parting = Uint8Array.from(
  { length: 128 },
  (_, unit) => /[\w+#']/.test(String.fromCharCode(unit)) ? 0 : 1
)

/**
 * Whether the stretch is a whole word: no letter goes on at its ends, and neither does a contraction ("don" is no word
 * of "don't") nor a sign that belongs to a name ("C" is no word of "C++").
 */
const isWhole = (text: string, start: number, end: number): boolean =>
  !goesOn(text, end) && !(isWordAt(text, start) && goesBack(text, start))

const goesBack = (text: string, start: number): boolean =>
  isWordAt(text, start - 1) || (unitAt(text, start - 1) === apostrophe && isWordAt(text, start - 2))

const goesOn = (text: string, end: number): boolean => {
  const sign = unitAt(text, end)
  if (sign < 128 && parting[sign] === 1) return false
  if (isWordAt(text, end)) return true
  return isWordAt(text, end - 1) && (sign === apostrophe
    ? text[end + 1] === "t" && !isWordAt(text, end + 2)
    : sign === plus || sign === hash)
}

/** The spellings of a form in which a text may have it. */
const variants = (form: string): readonly string[] =>
  notAscii.test(form) ? [...new Set([form, form.normalize("NFC"), form.normalize("NFD")])] : [form]

/** What a unit of a text is taken for. */
const free = 0
const begins = 1
const continues = 2
const inToken = 3

/** For each unit of the text whether a token that it holds already covers it. */
const tokensTaken = (text: string, token: string): Uint8Array => {
  const taken = new Uint8Array(text.length)
  if (token.trim() === "") return taken
  for (let at = text.indexOf(token); at >= 0; at = text.indexOf(token, at + token.length)) {
    taken.fill(inToken, at, at + token.length)
  }
  return taken
}

/** Takes every whole word that is spelled so and does not overlap what is taken; whether there was any. */
const take = (text: string, spelling: string, taken: Uint8Array): boolean => {
  let present = false
  for (let at = text.indexOf(spelling); at >= 0; at = text.indexOf(spelling, at + 1)) {
    const end = at + spelling.length
    const first = taken[at]
    const last = taken[end - 1]
    if (first === inToken || last === inToken || !isWhole(text, at, end)) continue
    present = true
    // What is taken already is at least as long, so it covers one end of whatever it overlaps.
    if (first !== free || last !== free) continue
    taken[at] = begins
    // Words are short, and a call of `fill` costs more than their few signs.
    for (let unit = at + 1; unit < end; unit++) taken[unit] = continues
  }
  return present
}

/** The paragraph with the token in place of each stretch that is taken, and how many these are. */
const replaced = (
  paragraph: string,
  taken: Uint8Array,
  placeOf: (at: number) => number,
  token: string
): Pick<Masked, "text" | "masked"> => {
  const { done, replace } = replacing(paragraph, token)
  let masked = 0
  for (let at = 0; at < taken.length; at++) {
    if (taken[at] !== begins) continue
    const start = placeOf(at)
    while (at + 1 < taken.length && taken[at + 1] === continues) at += 1
    replace(start, placeOf(at + 1))
    masked += 1
  }
  return { text: done(), masked }
}

/** A word or a token as a search sees it. */
const formOf = remembered((word) => fold(word).text)

/** Replaces whole-word occurrences of the words by the token, in any case, longer words and phrases first. */
export const maskWords = (paragraph: string, words: readonly string[], token: string): Masked => {
  const sought = formOf(token)
  const wanted = words.map((word) => ({ word, form: formOf(word).trim() }))
  const forms = [...new Set(wanted.map(({ form }) => form))].filter((form) => form !== "")
    .sort((x, y) => y.length - x.length)
  // Which blanks part the words of a text matters to phrases alone.
  const folded = [sought, ...forms].some((each) => each.includes(" "))
    ? fold(paragraph)
    : { text: foldSigns(paragraph), gaps: [] }
  const taken = tokensTaken(folded.text, sought)
  const present = new Set<string>()
  for (const form of forms) {
    for (const spelling of variants(form)) {
      if (sought !== "" && spelling.includes(sought)) continue
      if (take(folded.text, spelling, taken)) present.add(form)
    }
  }
  return {
    ...replaced(paragraph, taken, placesIn(folded), token),
    absent: wanted.filter(({ form }) => !present.has(form)).map(({ word }) => word)
  }
}
