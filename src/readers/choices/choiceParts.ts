/** The clauses of an answer to a question with choices, with the choices that each claims. */
import { type Claim, type Claimed, sameSentence, strength } from "../claims/claims.ts"
import { type Clause, clausesOf } from "../claims/clauses.ts"
import { withoutMarks } from "../claims/designators.ts"
import { designatedIn } from "../claims/ruledOut.ts"
import { saysUnknown, unknownStrength } from "../claims/unknowns.ts"
import { opensWith } from "../claims/yesNo.ts"
import { anyOf } from "../cleaning/text.ts"
import { formLine, formsOf, type Named, namedChoices } from "./choiceClaims.ts"
import { choiceFinder, closestChoice } from "./choiceText.ts"
import { withoutEnumerations } from "./enumerations.ts"
import { choiceTokens } from "./wordForms.ts"

export interface ChoiceParts {
  readonly parts: readonly Claimed<string>[]
  /** The first sentence with a letter that was not offered or that does not fit the text beside it, or Infinity. */
  readonly disagreement: number
  /** A choice is spoken of, be it only to rule it out. */
  readonly spoken: boolean
}

const ruledOutAnywhere = /\bnot\b|n't\b|\bneither\b|\bnever\b/

/** "The options are …" names what was offered. */
const namesOptions =
  /\b(?:options|choices|alternatives|possible answers)\b.{0,40}(?:\bare\b|\binclude|:)|^(?:the )?(?:options|choices)$/

/** The choice that a final answer names in fewer words ("The right answer: the youngest"). */
const shortened = (plain: string, choices: readonly string[]): readonly Claim<string>[] => {
  const near = closestChoice(plain, choices)
  const value = near === null ? undefined : choices[near]
  return value === undefined || ruledOutAnywhere.test(plain)
    ? []
    : [{ value, strength: strength.verdict, rule: "shortened-choice" }]
}

/** What joins a bare choice to the reasons before it. */
const summing = /^(?:so|thus|hence|therefore|then|and so)[,:]? /

/** Where the choices are yes and no, an answer may say them in another language. */
const yesNoChoice = (text: string, choices: readonly string[]): readonly Claim<string>[] => {
  if (!choices.some((choice) => choice.toLowerCase() === "yes")) return []
  const said = opensWith(text)
  const value = choices.find((choice) => choice.toLowerCase() === said)
  return value === undefined ? [] : [{ value, strength: strength.weighed, rule: "yes-or-no" }]
}

/** A clause with the letters and the choices that it names. */
interface Said {
  readonly clause: Clause
  readonly plain: string
  readonly letters: readonly string[]
  readonly named: Named
}

/** The values that each sentence names in words. */
const bySentence = (said: readonly Said[]): ReadonlyMap<number, ReadonlySet<string>> => {
  const sentences = new Map<number, Set<string>>()
  for (const { clause, named, plain } of said) {
    const values = sentences.get(clause.sentence) ?? new Set<string>()
    for (const claim of named.claims) values.add(claim.value)
    if (values.size === 0 && saysUnknown(plain) !== "no") values.add("unknown")
    sentences.set(clause.sentence, values)
  }
  return sentences
}

/** What a clause with letters claims, or undefined when they fit neither the choices nor the words beside them. */
const byLetters = (
  { clause, letters }: Said,
  offered: readonly string[],
  beside: ReadonlySet<string>
): Claimed<string> | undefined => {
  const values = new Set(letters.map((letter) => offered[letter.charCodeAt(0) - 97]))
  const [value] = values
  if (values.size === 1 && (value === undefined || (beside.size > 0 && !beside.has(value)))) return undefined
  const rule = beside.size > 0 ? "letter-and-text" : "letter"
  const claims = [...values].flatMap((each) =>
    each === undefined ? [] : [{ value: each, strength: strength.weighed, rule }]
  )
  return { clause, claims, bare: values.size === 1 }
}

/** What is not told is asked for by the words behind it, which may name a choice: "It does not say who gave it to Mary". */
const asksBehind = new RegExp(
  anyOf([
    "\\b(?:whether|if|which|between|where)\\b",
    "\\b(?:mention|sa(?:y|id)|state|specif|tell|told|indicat|reveal|disclose|explain|describe|clarif|clear|known?|unknown|unclear|sure|certain)\\w*,? (?:who|whom|whose|what|when|why|how)\\b"
  ])
)

/** What a clause without letters claims. */
const byWords = (
  { clause, named, plain }: Said,
  choices: readonly string[],
  forms: ReadonlySet<string>
): Claimed<string> => {
  const unknown = saysUnknown(plain)
  if (unknown !== "no" && (named.claims.length === 0 || asksBehind.test(plain))) {
    const claim = { value: "unknown", strength: unknownStrength[unknown], rule: "undetermined" }
    return { clause, claims: [claim], bare: /^["'(]*unknown["').!]*$/.test(plain) }
  }
  if (named.claims.length === 0) {
    if (clause.final && !named.spoken) return { clause, claims: shortened(plain, choices), bare: false }
    const yesNo = yesNoChoice(clause.text, choices)
    return { clause, claims: yesNo, bare: yesNo.length > 0 }
  }
  const bare = named.claims.length === 1 && forms.has(formsOf(plain.replace(summing, "")))
  return {
    clause,
    claims: bare ? named.claims.map((claim) => ({ ...claim, strength: strength.weighed })) : named.claims,
    bare
  }
}

/** "Bill? No. Jeff? Yes!": what a choice that was asked about is answered with. */
const withAskedChoices = (parts: readonly Claimed<string>[]): readonly Claimed<string>[] =>
  parts.map((part, i) => {
    const asked = parts[i - 1]
    if (part.claims.length > 0 || asked?.clause.question !== true || asked.claims.length !== 1) return part
    return opensWith(part.clause.text) === "yes" ? { ...part, claims: asked.claims, bare: true } : part
  })

/** "…, carried it through the hallway, and put it down in the bedroom": the last place of a way counts. */
const wayEnd =
  /^(?:and |then |and then |finally |and finally |(?:then|finally|after that|afterwards|later),? (?:\w+ ){1,2})(?:went|moved|travel(?:l?ed)|journeyed|walked|ran|took|put|dropped|carried|brought|left|returned|headed|came|ended)\b/

const withWayEnds = (parts: readonly Claimed<string>[]): readonly Claimed<string>[] =>
  parts.map((part) =>
    part.claims.length > 0 && wayEnd.test(part.clause.lower)
      ? { ...part, clause: { ...part.clause, conclusion: true } }
      : part
  )

/** "So he went home because the shop was closed": where only the reason names a choice, the reason is the answer. */
const withReasons = (parts: readonly Claimed<string>[]): readonly Claimed<string>[] =>
  parts.map((part) => {
    if (
      !part.clause.aside || part.claims.length === 0 || !/^(?:because|since|due to)\b/.test(part.clause.lower)
    ) {
      return part
    }
    const siblings = sameSentence(parts, part)
    if (siblings.some((each) => each !== part && each.claims.length > 0)) return part
    const conclusion = siblings.some(({ clause }) => clause.conclusion)
    return { ...part, clause: { ...part.clause, aside: false, conclusion } }
  })

/** The claims of a text in which the letters are marked. */
export const choicePartsOf = (whole: string, choices: readonly string[]): ChoiceParts => {
  const find = choiceFinder(choices)
  const { found, text } = withoutEnumerations(whole, find(whole))
  const said = clausesOf(text).map((clause): Said => ({
    clause,
    plain: withoutMarks(clause.lower).trim(),
    letters: designatedIn(clause.lower),
    named: namedChoices(withoutMarks(clause.text), choices, find)
  }))
  const sentences = bySentence(said)
  const listed = said.filter(({ clause, plain }) =>
    namesOptions.test(plain) && (sentences.get(clause.sentence)?.size ?? 0) > 1
  )
  const listing = new Set(listed.map(({ clause }) => clause.sentence))
  const offered = [...choices, "unknown"]
  const forms = new Set(choices.map((choice) => formLine(choiceTokens(choice))))
  let disagreement = Infinity
  const parts = said.filter(({ clause }) => !listing.has(clause.sentence)).map((one): Claimed<string> => {
    if (one.letters.length === 0) return byWords(one, choices, forms)
    const { clause } = one
    const part = byLetters(one, offered, sentences.get(clause.sentence) ?? new Set())
    if (part === undefined) disagreement = Math.min(disagreement, clause.sentence)
    return part ?? { clause, claims: [], bare: false }
  })
  return {
    parts: withWayEnds(withReasons(withAskedChoices(parts))),
    disagreement,
    spoken: found || said.some(({ named }) => named.spoken)
  }
}
