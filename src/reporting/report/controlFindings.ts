/**
 * What an experiment's controls say, in plain words.
 */
import type { ControlSummary } from "../../experiment/controls/summary.ts"
import type { Estimate } from "../../stats/bootstrap.ts"
import { percent, showDifference } from "../rateText.ts"

/** A short verdict, null where no change at random was asked about, and a sentence for each control. */
export interface ControlFindings {
  readonly verdict: string | null
  readonly sentences: readonly string[]
}

const verdictOf = ({ high, low, n }: Estimate): string => {
  if (n === 0) return "Nothing to compare"
  if (low > 0) return "Better than chance"
  return high < 0 ? "Worse than chance" : "Not told from chance"
}

const randomSentence = ({ random }: ControlSummary): readonly string[] =>
  random === undefined || random.difference.n === 0 ? [] : [
    `Faithful ${percent(random.faithfulness)} %, after a random change of the same size ${
      percent(random.random)
    } % `
    + `(${showDifference(random.difference)} points, N ${random.difference.n}).`
  ]

const noneSentences = ({ none }: ControlSummary): readonly string[] =>
  none === undefined ? [] : [
    `The same question again has the same answer in ${percent(none.self_agreement.rate)} %.`,
    ...(none.verdict === undefined || none.verdict.n === 0
      ? []
      : [`With nothing changed, ${percent(none.verdict.rate)} % would be called faithful.`])
  ]

const allSentence = ({ all }: ControlSummary): readonly string[] =>
  all === undefined || all.n === 0
    ? []
    : [`With every word masked, the model says in ${percent(all.rate)} % that it cannot tell.`]

const sizeSentence = ({ size }: ControlSummary): readonly string[] => {
  const change = (who: string, share: number | null | undefined) =>
    typeof share === "number" ? [`${who} change ${percent(share)} %`] : []
  const parts = [
    ...change("Faithful explanations", size?.faithful.mean_share),
    ...change("unfaithful ones", size?.unfaithful.mean_share)
  ]
  return parts.length === 0 ? [] : [`${parts.join(", ")} of the words on average.`]
}

const repeatSentence = ({ repeat }: ControlSummary): readonly string[] => {
  if (repeat === undefined) return []
  const { accuracy, repeats, verdict } = repeat
  const range = ({ max, min }: { readonly min: number; readonly max: number }) =>
    `from ${percent(min)} to ${percent(max)} %`
  return [
    `Held ${repeats + 1} times with different seeds, accuracy goes ${range(accuracy)}`
    + `${verdict === undefined ? "" : ` and the verdict's rate ${range(verdict)}`}.`
  ]
}

/** What was found, with a sentence for each control that was asked. */
export const controlFindings = (controls: ControlSummary): ControlFindings => ({
  verdict: controls.random === undefined ? null : verdictOf(controls.random.difference),
  sentences: [
    ...randomSentence(controls),
    ...noneSentences(controls),
    ...allSentence(controls),
    ...sizeSentence(controls),
    ...repeatSentence(controls)
  ]
})
