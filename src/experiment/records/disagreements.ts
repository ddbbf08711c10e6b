/**
 * The observations of which two experiments on the same data say different things, at a glance: the texts of
 * explanations nearly always differ, and are left out.
 */
import { Effect } from "effect"
import type { Glance } from "../../domain/Glance.ts"
import type { StoredExperiment } from "../../storage/Results.ts"
import { verdictNameOf } from "../../task/tasks.ts"
import { pairsOf } from "./cursor.ts"

/** What may differ: the first answer, whether it is right, the verdict, or whether there is an answer to judge. */
export const aspects = ["answer", "correct", "verdict", "standing"] as const
export type Aspect = typeof aspects[number]

/** One observation in both experiments. */
export interface GlancePair {
  readonly one: Glance
  readonly other: Glance
}

const isSame: { readonly [Name in Aspect]: (pair: GlancePair) => boolean } = {
  answer: ({ one, other }) => one.answer === other.answer,
  correct: ({ one, other }) => one.correct === other.correct,
  verdict: ({ one, other }) => one.verdict === other.verdict,
  standing: ({ one, other }) =>
    one.failed === other.failed && one.applicability === other.applicability && one.unread === other.unread
}

/** In what the two differ, of the aspects that mean the same for both. */
export const differingIn = (pair: GlancePair, compared: readonly Aspect[] = aspects): readonly Aspect[] =>
  compared.filter((aspect) => !isSame[aspect](pair))

type Compared = Pick<StoredExperiment, "glances" | "spec">

/** Verdicts of tasks that call them otherwise are about something else. */
const comparedAspects = (first: Compared, second: Compared): readonly Aspect[] =>
  verdictNameOf(first.spec.task) === verdictNameOf(second.spec.task)
    ? aspects
    : aspects.filter((aspect) => aspect !== "verdict")

/** How two experiments go together, and the observations in which they differ. */
export interface Disagreements {
  /** Observations that both have. */
  paired: number
  onlyOne: number
  onlyOther: number
  /** How many differ in each aspect. */
  readonly counts: { [Name in Aspect]: number }
  /** Those that differ, in the order of `idx`, each with the aspects in which they do. */
  readonly differing: { readonly idx: number; readonly aspects: readonly Aspect[] }[]
}

/** What there is before anything is compared. */
export const noDisagreements = (): Disagreements => ({
  paired: 0,
  onlyOne: 0,
  onlyOther: 0,
  counts: { answer: 0, correct: 0, verdict: 0, standing: 0 },
  differing: []
})

/** Compares all that is seen at a glance, in one pass. */
export const disagreementsOf = Effect.fnUntraced(function*(
  first: Compared,
  second: Compared
) {
  const compared = comparedAspects(first, second)
  const found = noDisagreements()
  const pageOf = ({ glances }: Compared) => (after: number, size: number) => glances({}, { after }, size)
  const nextPair = pairsOf(pageOf(first), pageOf(second))
  while (true) {
    const pair = yield* nextPair
    if (pair === null) return found
    const { one, other } = pair
    if (other === null) found.onlyOne++
    else if (one === null) found.onlyOther++
    else {
      found.paired++
      const aspects = differingIn({ one, other }, compared)
      if (aspects.length > 0) found.differing.push({ idx: one.idx, aspects })
      for (const aspect of aspects) found.counts[aspect]++
    }
  }
})
