/** How the claims of an answer are weighed against each other. */
import { read, type Reading, unread } from "../../domain/Reading.ts"
import { agreed, byStance, type Claimed, sameSentence, strength, strongest } from "./claims.ts"
import {
  afterCorrection,
  afterLastQuestion,
  beforeBracket,
  closingAnswer,
  concedes,
  isListed,
  openingStatement,
  withoutCases
} from "./context.ts"
import { isCutOff } from "./sentences.ts"

const lastWhere = <A>(
  parts: readonly Claimed<A>[],
  holds: (part: Claimed<A>) => boolean
): Claimed<A> | undefined => parts.findLast(holds)

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
    const value = agreed(finals) ?? agreed(
      beforeBracket(sameSentence(parts, final)).filter((part) => finals.includes(part))
    )
      ?? (final.clause.conclusion || final.clause.contrast ? agreed([final]) : null)
    return value === null || value === undefined ? unread("conflict") : read(value.value, "final-answer")
  }
  let live = corrected ?? claiming
  const correction = corrected?.[0]
  const [opening] = live
  const summed = isChain && live.some((part) => part.clause.conclusion)
  const late = opening !== undefined && !opening.clause.opens && opening.clause.sentence > 1
  if (
    opening?.bare === true && correction === undefined && !summed && !late && !isListed(live, parts, opening)
  ) {
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
  if (value === undefined || value === null) {
    const stated = openingStatement(live)
    return stated === undefined ? unread("conflict") : read(stated.value, "opening-statement")
  }
  // A chain of reasons that breaks off has not come to its end.
  if (correction === undefined && parts.length > 6 && isCutOff(parts.at(-1)?.clause.text ?? "")) {
    return unread("cut-off")
  }
  return read(value.value, correction === undefined ? "conclusion" : "self-correction")
}

/** Whether the answer opens with a bare claim before sentence `at`: what disagrees only later is an explanation. */
export const isSettledBefore = <A>(parts: readonly Claimed<A>[], at: number): boolean => {
  const opening = parts.find((part) => part.claims.length > 0 && !part.clause.question)
  return opening !== undefined && opening.bare && opening.clause.sentence < at
}
