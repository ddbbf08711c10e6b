/**
 * The rates of an experiment by the names of their publication.
 */
import { type Rate, wilson } from "../../stats/wilson.ts"
import type { VerdictName } from "../../task/Task.ts"
import { type Rates, ratesOf, type Tally } from "./Summary.ts"

/** The rates as they are published, each with its count, N and 95 % interval. */
export interface PublishedRates {
  readonly accuracy: Rate
  /**
   * The paper's measure, among the correct. It tests whether a model's answers agree with each other, so it is a measure
   * of self-consistency, and says nothing of what goes on inside the model (L. Parcalabescu and A. Frank,
   * arXiv 2311.07466).
   */
  readonly faithfulness?: Rate
  /** The same over all observations that were judged, correct or not. */
  readonly faithfulness_over_all?: Rate
  readonly introspection?: Rate
  readonly introspection_over_all?: Rate
  /** How often the first answer, to the untouched text, was `unknown` or `neutral`. */
  readonly unknown_untouched: Rate
  readonly neutral_untouched: Rate
}

const verdictRates = ({ verdict, verdictOverAll }: Rates, verdictName: VerdictName) => {
  if (verdict === null || verdictOverAll === null) return {}
  return verdictName === "faithful"
    ? { faithfulness: verdict, faithfulness_over_all: verdictOverAll }
    : { introspection: verdict, introspection_over_all: verdictOverAll }
}

/** The rates of a tally. */
export const publishedRates = (tally: Tally, verdictName: VerdictName): PublishedRates => {
  const rates = ratesOf(tally, verdictName)
  return {
    accuracy: rates.accuracy,
    ...verdictRates(rates, verdictName),
    unknown_untouched: wilson(tally.predictedUnknown, tally.predicted),
    neutral_untouched: wilson(tally.predictedNeutral, tally.predicted)
  }
}
