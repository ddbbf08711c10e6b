/** What the clauses around a claim make of it: an answer, one of several, a concession, a case. */
import { agreed, type Claim, type Claimed, sameSentence } from "./claims.ts"

/** The claims from the last correction on, or undefined when nothing was corrected or nothing put in its place. */
export const afterCorrection = <A>(parts: readonly Claimed<A>[]): readonly Claimed<A>[] | undefined => {
  const at = parts.findLastIndex((part, i) =>
    part.clause.correction
    && !(parts[i - 1]?.clause.correction === true && parts[i - 1]?.clause.sentence === part.clause.sentence)
  )
  const after = at < 0
    ? []
    : parts.slice(at).filter((part) => part.claims.length > 0 && !part.clause.question)
  return after.length === 0 ? undefined : after
}

/** Whether the sentence of a part is nothing but claims: "yes," within "while he is named, yes, …" only concedes. */
const standsAlone = <A>(parts: readonly Claimed<A>[], one: Claimed<A>): boolean =>
  sameSentence(parts, one).every((part) => part.bare)

/** "No. Yes, it is mentioned, but …": what the next sentence grants and takes back takes nothing from the answer before it. */
const isGranted = <A>(parts: readonly Claimed<A>[], opening: Claimed<A>, part: Claimed<A>): boolean =>
  part.clause.sentence > opening.clause.sentence
  && sameSentence(parts, part).some(({ clause }) => clause.contrast)

/** "Unknown - yes, they talked, and no, …": what follows a dash or a colon tells more about the answer before it. */
const isExplained = <A>(parts: readonly Claimed<A>[], opening: Claimed<A>, part: Claimed<A>): boolean =>
  opening.clause.opens && part.clause.sentence === opening.clause.sentence
  && parts.slice(parts.indexOf(opening) + 1, parts.indexOf(part) + 1).some(({ clause }) =>
    clause.explains && /\p{L}/u.test(clause.text)
  )

/** Whether the opening answer is only the first of several that are listed side by side. */
export const isListed = <A>(
  live: readonly Claimed<A>[],
  parts: readonly Claimed<A>[],
  opening: Claimed<A>
): boolean =>
  live.some((part) =>
    part.bare && !isExplained(parts, opening, part) && part.clause.sentence - opening.clause.sentence <= 1
    && !isGranted(parts, opening, part)
    && (part.clause.sentence === opening.clause.sentence || sameSentence(parts, part)[0] === part)
    && agreed([part])?.value !== agreed([opening])?.value
  )

/** Whether the sentence of a part begins by conceding something ("While …, yes, …"). */
export const concedes = <A>(parts: readonly Claimed<A>[], one: Claimed<A>): boolean =>
  sameSentence(parts, one)[0]?.clause.aside === true

/** The answer that ends the text as a sentence of its own, unless another such sentence says otherwise. */
export const closingAnswer = <A>(
  live: readonly Claimed<A>[],
  parts: readonly Claimed<A>[]
): Claim<A> | null | undefined => {
  const last = live.at(-1)
  const alone = live.filter((part) => part.bare && standsAlone(parts, part))
  if (last === undefined || parts.at(-1) !== last || !alone.includes(last)) return undefined
  return agreed(alone)
}

/** What the first sentence says in full, unless another sentence says something else as fully. */
export const openingStatement = <A>(live: readonly Claimed<A>[]): Claim<A> | undefined => {
  const stating = live.filter((part) => part.states === true)
  if (stating[0]?.clause.sentence !== 0) return undefined
  return agreed(stating) ?? undefined
}

/**
 * Where an answer asks itself several questions, the last one is the task's and the others lead to it; undefined where
 * it does not, or where an answer stands before them.
 */
export const afterLastQuestion = <A>(
  parts: readonly Claimed<A>[],
  claiming: readonly Claimed<A>[]
): readonly Claimed<A>[] | undefined => {
  const asked = [...new Set(parts.filter((part) => part.clause.question).map((part) => part.clause.sentence))]
  const [first] = claiming
  const last = asked.at(-1)
  if (
    asked.length < 2 || first === undefined || last === undefined || first.clause.sentence < (asked[0] ?? 0)
  ) {
    return undefined
  }
  const after = claiming.filter((part) => part.clause.sentence > last)
  return after.length === 0 ? undefined : after
}

/** "Label: positive (runner-up: neutral)": what stands in brackets behind an answer is none. */
export const beforeBracket = <A>(sentence: readonly Claimed<A>[]): readonly Claimed<A>[] => {
  const at = sentence.findIndex(({ clause }) => clause.text.startsWith("("))
  return at < 0 ? [] : sentence.slice(0, at)
}

/** Without what differs from case to case ("If it is Sandra, she is here; if not, …") or would hold in one: it settles nothing. */
export const withoutCases = <A>(claiming: readonly Claimed<A>[]): readonly Claimed<A>[] => {
  const cases = claiming.filter((part) => part.clause.conditional)
  if (cases.length === 0) return claiming
  const values = new Set(cases.flatMap((part) => part.claims.map(({ value }) => value)))
  const open = values.size > 1 ? cases : cases.filter(({ clause }) => /\bwould\b/.test(clause.lower))
  return open.length === 0 ? claiming : claiming.filter((part) => !open.includes(part))
}
