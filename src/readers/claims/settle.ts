/** How the claims of an answer are weighed against each other. */
import { read, type Reading, unread } from "../../domain/Reading.ts"
import type { Clause } from "./clauses.ts"

/** How much a claim commits: a passing remark, a possibility, a verdict, or a verdict that weighs all up. */
export const strength = { remark: 1, possible: 2, verdict: 3, weighed: 4 } as const

export interface Claim<A> {
  readonly value: A
  readonly strength: number
  readonly rule: string
}

/** A clause with what it claims. `bare` means that the clause is nothing but the claim. */
export interface Claimed<A> {
  readonly clause: Clause
  readonly claims: readonly Claim<A>[]
  readonly bare: boolean
}

const strongest = <A>(parts: readonly Claimed<A>[]): number =>
  Math.max(0, ...parts.flatMap((part) => part.claims.map((claim) => claim.strength)))

/** The value of the strongest claims, null when they differ, undefined when there are none. */
const agreed = <A>(parts: readonly Claimed<A>[]): Claim<A> | null | undefined => {
  const top = strongest(parts)
  const claims = parts.flatMap((part) => part.claims.filter((claim) => claim.strength === top))
  const [first] = claims
  if (first === undefined) return undefined
  return claims.every((claim) => claim.value === first.value) ? first : null
}

const lastWhere = <A>(
  parts: readonly Claimed<A>[],
  holds: (part: Claimed<A>) => boolean
): Claimed<A> | undefined => parts.findLast(holds)

const sameSentence = <A>(parts: readonly Claimed<A>[], one: Claimed<A>): readonly Claimed<A>[] =>
  parts.filter((part) => part.clause.sentence === one.clause.sentence)

/** The claims from the last correction on, or undefined when nothing was corrected or nothing put in its place. */
const afterCorrection = <A>(parts: readonly Claimed<A>[]): readonly Claimed<A>[] | undefined => {
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

/** Whether the opening answer is only the first of several that are listed side by side. */
const isListed = <A>(
  live: readonly Claimed<A>[],
  parts: readonly Claimed<A>[],
  opening: Claimed<A>
): boolean =>
  live.some((part) =>
    part.bare && part.clause.sentence - opening.clause.sentence <= 1 && !isGranted(parts, opening, part)
    && (part.clause.sentence === opening.clause.sentence || sameSentence(parts, part)[0] === part)
    && agreed([part])?.value !== agreed([opening])?.value
  )

/** Whether the sentence of a part begins by conceding something ("While …, yes, …"). */
const concedes = <A>(parts: readonly Claimed<A>[], one: Claimed<A>): boolean =>
  sameSentence(parts, one)[0]?.clause.aside === true

/** The answer that ends the text as a sentence of its own, unless another such sentence says otherwise. */
const closingAnswer = <A>(
  live: readonly Claimed<A>[],
  parts: readonly Claimed<A>[]
): Claim<A> | null | undefined => {
  const last = live.at(-1)
  const alone = live.filter((part) => part.bare && standsAlone(parts, part))
  if (last === undefined || parts.at(-1) !== last || !alone.includes(last)) return undefined
  return agreed(alone)
}

/** What is supposed claims nothing, and what is only considered claims less than anything that the answer holds. */
const byStance = <A>(part: Claimed<A>): Claimed<A> => {
  if (part.clause.stance === "held" || part.claims.length === 0) return part
  const clause: Clause = { ...part.clause, final: false, conclusion: false, contrast: false }
  const claims = part.clause.stance === "supposed"
    ? []
    : part.claims.map((claim) => ({ ...claim, strength: strength.remark }))
  return { clause, claims, bare: false }
}

/**
 * Where an answer asks itself several questions, the last one is the task's and the others lead to it; undefined where
 * it does not, or where an answer stands before them.
 */
const afterLastQuestion = <A>(
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

/** Without what differs from case to case ("If she is Sandra, it is the garden; if not, …"), which settles nothing. */
const withoutCases = <A>(claiming: readonly Claimed<A>[]): readonly Claimed<A>[] => {
  const values = new Set(
    claiming.filter((part) => part.clause.conditional).flatMap((part) =>
      part.claims.map(({ value }) => value)
    )
  )
  return values.size < 2 ? claiming : claiming.filter((part) => !part.clause.conditional)
}

/**
 * Settles the claims of an answer as a careful reader would: a final answer counts most, then what corrects an earlier
 * claim, then an answer that opens or closes the text by itself, then the claim that sums up, then the strongest claims as long
 * as they agree. Claims of equal weight that differ settle nothing.
 */
export const settle = <A>(all: readonly Claimed<A>[]): Reading<A> => settleHeld(all.map(byStance))

const settleHeld = <A>(parts: readonly Claimed<A>[]): Reading<A> => {
  const claimed = parts.filter((part) => part.claims.length > 0 && !part.clause.question)
  if (claimed.length === 0) return unread("no-claim")
  const decided = withoutCases(claimed)
  if (decided.length === 0) return unread("conflict")
  const claiming = afterLastQuestion(parts, decided) ?? decided
  const isChain = claiming !== decided
  const corrected = isChain ? undefined : afterCorrection(parts)
  const final = lastWhere(corrected ?? claiming, (part) => part.clause.final)
  if (final !== undefined) {
    const finals = sameSentence(claiming, final).filter((part) => part.clause.final)
    const value = agreed(finals)
      ?? (final.clause.conclusion || final.clause.contrast ? agreed([final]) : null)
    return value === null || value === undefined ? unread("conflict") : read(value.value, "final-answer")
  }
  let live = corrected ?? claiming
  const correction = corrected?.[0]
  const [opening] = live
  const summed = isChain && live.some((part) => part.clause.conclusion)
  if (opening?.bare === true && correction === undefined && !summed && !isListed(live, parts, opening)) {
    const value = agreed([opening])
    if (value !== undefined && value !== null) {
      return read(value.value, live.length === 1 ? value.rule : "leading-answer")
    }
  }
  const isOpen = opening !== undefined && (!opening.bare || concedes(parts, opening))
  const closing = isOpen && live.length > 1 ? closingAnswer(live, parts) : undefined
  if (closing !== undefined && closing !== null) return read(closing.value, "closing-answer")
  const main = live.filter((part) => !part.clause.aside)
  if (main.length > 0 && strongest(main) >= strength.possible) live = main
  const all = agreed(live)
  if (all !== null && all !== undefined) {
    return read(all.value, correction === undefined ? all.rule : "self-correction")
  }
  const top = strongest(live)
  const tops = live.filter((part) => part.claims.some((claim) => claim.strength === top))
  const summing = lastWhere(tops, (part) => part.clause.conclusion)
    ?? lastWhere(tops, (part) => part.clause.contrast)
    ?? (correction === undefined ? undefined : tops.at(-1))
  const value = summing === undefined ? undefined : agreed([summing])
  if (value === undefined || value === null) return unread("conflict")
  return read(value.value, correction === undefined ? "conclusion" : "self-correction")
}

/** Whether the answer opens with a bare claim before sentence `at`: what disagrees only later is an explanation. */
export const isSettledBefore = <A>(parts: readonly Claimed<A>[], at: number): boolean => {
  const opening = parts.find((part) => part.claims.length > 0 && !part.clause.question)
  return opening !== undefined && opening.bare && opening.clause.sentence < at
}
