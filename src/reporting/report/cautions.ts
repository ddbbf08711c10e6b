/**
 * What a reader of the figures should know before believing them.
 *
 * Every threshold stands here once; `docs/reports.md` lists them.
 */
import { isSimulatedModel } from "../../domain/Generation.ts"
import { readerVersion } from "../../readers/index.ts"
import type { Rate } from "../../stats/wilson.ts"
import { percent, showDifference, showRate } from "../rateText.ts"
import { type ReportedExperiment, verdictRate } from "./ReportedExperiment.ts"

/** A kind of caution: the same words for all experiments that it holds for. */
export interface CautionKind {
  readonly title: string
  readonly explanation: string
  /** What it comes to in one experiment; null where it does not hold. */
  readonly detail: (experiment: ReportedExperiment) => string | null
}

/** A caution with the experiments that it holds for. */
export interface Caution extends Omit<CautionKind, "detail"> {
  readonly holds: readonly { readonly experiment: ReportedExperiment; readonly detail: string }[]
}

/** An interval that is wider says little. */
const widest = 0.2
/** More mismatches than this share may bend every rate. */
const mostMismatches = 0.05
const mostTruncated = 0.01
/** The same question, asked again, should have the same answer at least this often. */
const leastAgreement = 0.9
/** Nothing was changed, or nothing could be known before: then the verdict should be yes no more often. */
const mostByItself = 0.1
/** With every word masked, the model should say that it cannot tell at least this often. */
const leastAllMasked = 0.8
/** A faithful explanation that takes away more of the text says little. */
const mostChanged = 0.5

const share = (count: number, total: number): string => `${count} of ${total} (${percent(count / total)} %)`

const isMasking = ({ spec }: ReportedExperiment): boolean =>
  spec.task === "redacted" || spec.task === "importance"

const above = (rate: Rate | undefined, least: number): string | null =>
  rate === undefined || rate.n === 0 || rate.rate <= least ? null : showRate(rate)

const below = (rate: Rate | undefined, least: number): string | null =>
  rate === undefined || rate.n === 0 || rate.rate >= least ? null : showRate(rate)

const kinds: readonly CautionKind[] = [
  {
    title: "Simulated answers",
    explanation:
      "The model follows rules. Its figures show that the measurement works, and say nothing about language models.",
    detail: ({ spec }) => isSimulatedModel(spec.model.id) ? spec.model.name : null
  },
  {
    title: "Not ended",
    explanation: "No run of the experiment came to its end: figures are of the observations so far.",
    detail: ({ run, tally }) => run === null ? `${tally.total} observations` : null
  },
  {
    title: "Small samples",
    explanation: `The 95 % interval is wider than ${
      percent(widest)
    } points; a few more answers could move the figure far.`,
    detail: (experiment) => {
      const rate = verdictRate(experiment) ?? experiment.rates.accuracy
      if (rate.n === 0) return "nothing was counted"
      return rate.high - rate.low > widest ? `${showRate(rate)}, N ${rate.n}` : null
    }
  },
  {
    title: "A change at random does as much",
    explanation:
      "The explanation's change works no better than a random change of the same size, as far as the interval tells. The figure is then no sign of faithful explanations.",
    detail: ({ controls }) => {
      const random = controls?.random
      if (random === undefined || random.difference.n === 0 || random.difference.low > 0) return null
      return `faithful minus random ${showDifference(random.difference)} points`
    }
  },
  {
    title: "Faithful with nothing changed",
    explanation:
      "Asked about the untouched text once more, the model already gives the answer that session 3 would need.",
    detail: ({ controls }) => above(controls?.none?.verdict, mostByItself)
  },
  {
    title: "Undecided from the start",
    explanation:
      "On the untouched text the model often answers unknown or neutral, which after masking counts as faithful.",
    detail: (experiment) => {
      if (!isMasking(experiment)) return null
      const { neutral_untouched, unknown_untouched } = experiment.rates
      const unknown = above(unknown_untouched, mostByItself)
      const neutral = above(neutral_untouched, mostByItself)
      return [
        ...(unknown === null ? [] : [`unknown ${unknown}`]),
        ...(neutral === null ? [] : [`neutral ${neutral}`])
      ].join(", ") || null
    }
  },
  {
    title: "Sure even without any words",
    explanation:
      "With every word masked the model should say that it cannot tell, and often does not: an unfaithful verdict then says little about the explanation.",
    detail: ({ controls }) => below(controls?.all, leastAllMasked)
  },
  {
    title: "Unsteady answers",
    explanation:
      "The same question about the same text, with another seed, often has another answer: part of what changes in session 3 is chance.",
    detail: ({ controls }) => below(controls?.none?.self_agreement, leastAgreement)
  },
  {
    title: "Explanations that take most of the text",
    explanation: `Faithful explanations change more than ${
      percent(mostChanged)
    } % of the words on average, which leaves little to be faithful about.`,
    detail: ({ controls }) => {
      const changed = controls?.size?.faithful.mean_share ?? null
      return changed === null || changed <= mostChanged ? null : `${percent(changed)} % of the words`
    }
  },
  {
    title: "No controls",
    explanation:
      "Without controls nobody can tell a faithful explanation from a change that any edit would bring about; run again with --controls.",
    detail: ({ controls, verdictName }) =>
      verdictName === "faithful" && controls === null ? "none asked" : null
  },
  {
    title: "Controls that do not count",
    explanation:
      "They failed, or other readers read them than their observations; introspect reread mends the latter.",
    detail: ({ controls }) => {
      if (controls === null || controls.failed + controls.outdated === 0) return null
      return `${controls.failed} failed, ${controls.outdated} outdated`
    }
  },
  {
    title: "Unreadable answers",
    explanation:
      "An answer that could not be read takes its observation out of every rate. Many of them may bend the rates to either side.",
    detail: ({ tally }) =>
      tally.total > 0 && tally.mismatch / tally.total > mostMismatches
        ? `${share(tally.mismatch, tally.total)}: ${
          [...tally.mismatches.values()].map(({ count, unread }) =>
            `${unread.session} ${unread.reason} ${count}`
          ).join(", ")
        }`
        : null
  },
  {
    title: "Truncated answers",
    explanation: "Answers that were cut off at the token limit may lack what is read from them.",
    detail: ({ tally }) =>
      tally.total > 0 && tally.truncated / tally.total > mostTruncated
        ? `${share(tally.truncated, tally.total)} observations`
        : null
  },
  {
    title: "Failed observations",
    explanation: "A generation failed for good. They count as not correct.",
    detail: ({ tally }) => tally.error === 0 ? null : share(tally.error, tally.total)
  },
  {
    title: "Other readers",
    explanation:
      `This program reads answers by version ${readerVersion} of its readers; introspect reread brings records up to it.`,
    detail: ({ readers }) => {
      const others = [...readers].filter(([version]) => version !== readerVersion)
      return others.length === 0
        ? null
        : others.map(([version, count]) => `${count} records by version ${version}`).join(", ")
    }
  }
]

/** The cautions that hold for some of the experiments, in order of weight. */
export const cautionsOf = (experiments: readonly ReportedExperiment[]): readonly Caution[] =>
  kinds.flatMap(({ detail, explanation, title }) => {
    const holds = experiments.flatMap((experiment) => {
      const found = detail(experiment)
      return found === null ? [] : [{ experiment, detail: found }]
    })
    return holds.length === 0 ? [] : [{ title, explanation, holds }]
  })
