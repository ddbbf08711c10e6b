/**
 * What is published of a run: the summary as one JSON document.
 */
import type { ExperimentSpec } from "../../domain/ExperimentSpec.ts"
import { sumTokens, type TokenUse } from "../../domain/TokenUse.ts"
import type { GenerationCounts } from "../../inference/GenerationCounters.ts"
import type { ControlSummary } from "../controls/summary.ts"
import type { Experiment } from "../Experiment.ts"
import { type PublishedCost, publishedCost, type Used } from "./cost.ts"
import { type PublishedRates, publishedRates } from "./rates.ts"
import { type SummaryResults, summaryResults, type Tally } from "./Summary.ts"

/** Milliseconds: before the first question, the sum of the generations' own durations, and the whole run. */
export interface RunDurations {
  readonly setup: number
  readonly eval: number
  readonly wall: number
}

/** The summary, as `--json` prints it. */
export interface RunDocument {
  readonly id: string
  readonly spec: ExperimentSpec
  readonly results: SummaryResults
  readonly rates: PublishedRates
  /** Absent where no control was asked. */
  readonly controls?: ControlSummary
  readonly generations: GenerationCounts
  /** Tokens of what this run sent; answers from the cache are none. */
  readonly sent: TokenUse
  /** Absent where no price or no token is known. */
  readonly cost?: PublishedCost
  readonly durations: RunDurations
}

/** What the answers of an experiment used, its controls included. */
export const usedBy = (tally: Tally, controls: ControlSummary | null): Used =>
  controls === null ? tally : {
    sessions: tally.sessions + controls.sessions,
    tokens: sumTokens(tally.tokens, controls.tokens)
  }

/** The summary document of a run, as `ID.json` has it beside its manifest. */
export const runDocument = (run: {
  readonly experiment: Experiment
  readonly spec: ExperimentSpec
  readonly tally: Tally
  readonly controls: ControlSummary | null
  readonly generations: GenerationCounts
  readonly sent: TokenUse
  readonly durations: RunDurations
}): RunDocument => {
  const cost = publishedCost(run.experiment.price, usedBy(run.tally, run.controls), run.sent)
  return {
    id: run.experiment.id,
    spec: run.spec,
    results: summaryResults(run.tally, run.experiment.task.verdictName),
    rates: publishedRates(run.tally, run.experiment.task.verdictName),
    ...(run.controls === null ? {} : { controls: run.controls }),
    generations: run.generations,
    sent: run.sent,
    ...(cost === null ? {} : { cost }),
    durations: run.durations
  }
}

/**
 * The same as it is kept beside the records: with `args` by the names that the Python original gave them, and with
 * the manifest, the facts of the run that determine nothing but explain much.
 */
export const storedDocument = (document: RunDocument, manifest: { readonly [fact: string]: unknown }) => {
  const { id, spec, ...measured } = document
  return {
    id,
    args: {
      model_name: spec.model.name,
      model_id: spec.model.id,
      model_type: spec.model.type,
      system_message: spec.system,
      dataset: spec.dataset.name,
      split: spec.split,
      task: spec.task,
      task_config: spec.flags,
      seed: spec.seed
    },
    ...measured,
    spec,
    manifest
  }
}
