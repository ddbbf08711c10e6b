/**
 * A stored experiment with its figures: what a report is made of.
 */
import { Effect } from "effect"
import type { ExperimentSpec } from "../../domain/ExperimentSpec.ts"
import type { ObservationRecord } from "../../domain/ObservationRecord.ts"
import { type ControlSummary, summariseControls } from "../../experiment/controls/summary.ts"
import { type PublishedRates, publishedRates } from "../../experiment/summary/rates.ts"
import { addRecord, emptyTally, standingOf, type Tally } from "../../experiment/summary/Summary.ts"
import type { StoredExperiment } from "../../storage/Results.ts"
import type { VerdictName } from "../../task/Task.ts"
import { verdictNameOf } from "../../task/tasks.ts"
import { type RunFacts, runFactsOf } from "./RunFacts.ts"

/** Observations to show as examples, by `idx`: the first of either kind. */
export interface ExampleChoice {
  /** Right first answers whose verdict is yes; for a task without a verdict, right answers. */
  readonly yes: readonly number[]
  /** Right first answers whose verdict is no; for a task without a verdict, wrong answers. */
  readonly no: readonly number[]
}

export interface ReportedExperiment {
  readonly id: string
  readonly spec: ExperimentSpec
  readonly verdictName: VerdictName
  readonly tally: Tally
  readonly rates: PublishedRates
  readonly controls: ControlSummary | null
  /** How many records there are of each version of the readers. */
  readonly readers: ReadonlyMap<string, number>
  readonly run: RunFacts | null
  readonly examples: ExampleChoice
}

/** The kind of example that a record is; null when it is none. */
const exampleKind = (record: ObservationRecord, verdictName: VerdictName): keyof ExampleChoice | null => {
  if (standingOf(record, verdictName) !== "counted") return null
  if (verdictName === null) return record.correct === true ? "yes" : "no"
  return record.correct === true ? (record.verdict === true ? "yes" : "no") : null
}

/** Reads an experiment once from end to end; so many examples of each kind are chosen. */
export const reportedExperiment = Effect.fnUntraced(
  function*(stored: StoredExperiment, examplesOfEach: number) {
    const { document, id, readerVersions, spec } = stored
    const verdictName = verdictNameOf(spec.task)
    const examples = { yes: [] as number[], no: [] as number[] }
    const tally = yield* stored.fold(emptyTally(), (counts, record) => {
      const kind = exampleKind(record, verdictName)
      if (kind !== null && examples[kind].length < examplesOfEach) examples[kind].push(record.idx)
      return addRecord(counts, record, verdictName)
    })
    const reported: ReportedExperiment = {
      id,
      spec,
      verdictName,
      tally,
      rates: publishedRates(tally, verdictName),
      controls: yield* summariseControls(stored),
      readers: yield* readerVersions,
      run: runFactsOf(yield* document),
      examples
    }
    return reported
  }
)

/** The rate of the task's verdict among the correct; undefined for a task that only classifies. */
export const verdictRate = ({ rates }: Pick<ReportedExperiment, "rates">) =>
  rates.faithfulness ?? rates.introspection

/** The same over all observations that were judged. */
export const verdictRateOverAll = ({ rates }: Pick<ReportedExperiment, "rates">) =>
  rates.faithfulness_over_all ?? rates.introspection_over_all
