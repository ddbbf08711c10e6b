/**
 * Worker fibers that turn observations into records.
 */
import { Effect, Schema } from "effect"
import { categoryOf } from "../../category/categories.ts"
import { Digest } from "../../domain/Digest.ts"
import type { ObservationRecord } from "../../domain/ObservationRecord.ts"
import type { Dataset } from "../../storage/Datasets.ts"
import { GenerationCache } from "../../storage/GenerationCache.ts"
import type { ExperimentResults } from "../../storage/Results.ts"
import { observe } from "../../task/observe.ts"
import { type Experiment, guideOf } from "../Experiment.ts"
import { addRecord, standingOf } from "../summary/Summary.ts"
import { makeCanary } from "./canary.ts"
import type { RunProgress } from "./RunProgress.ts"
import type { Crew } from "./workThrough.ts"

/** More than half of the first 50 observations were unreadable or failed. */
export class CanaryStopped extends Schema.TaggedError<CanaryStopped>()("CanaryStopped", {
  examples: Schema.Array(Schema.String)
}) {
  override get message(): string {
    const answers = this.examples.map((example, i) => `  ${i + 1}. ${example}`).join("\n")
    return "more than half of the first 50 observations could not be read or failed: is the chat format right "
      + `(--model-type)? Some answers:\n${answers}\nNothing is lost; with --no-canary the run goes on all the same.`
  }
}

const exampleLength = 300

/** What went wrong with an observation, in one line. */
const describe = Effect.fnUntraced(function*({ error, sessions }: ObservationRecord) {
  if (error !== null) return `${error.session} failed: ${error.message}`
  const unread = sessions.find(({ reading }) => reading === null) ?? sessions.at(-1)
  if (unread === undefined) return "no session was held"
  const cache = yield* GenerationCache
  const generation = yield* cache.get(Digest(unread.request))
  return `${unread.session}: ${JSON.stringify((generation?.text ?? "").slice(0, exampleLength))}`
})

export interface Work {
  readonly experiment: Experiment
  readonly dataset: Dataset
  readonly results: ExperimentResults
  /** The `idx` of the observations still to be asked about, in order. */
  readonly pending: Iterable<number>
  readonly crew: Crew
  readonly canary: boolean
  readonly progress: RunProgress
}

/** Asks about the observations that are left, and records what comes of them. */
export const work = Effect.fnUntraced(function*(
  { canary: hasCanary, crew, dataset, experiment, pending, progress, results }: Work
) {
  const guide = guideOf(experiment, categoryOf(dataset.category))
  const { split, task } = experiment
  const canary = hasCanary ? makeCanary() : null
  let isSilent = false

  const each = Effect.fnUntraced(function*(idx: number) {
    const observation = yield* dataset.row(idx)
    const record = yield* observe(task, guide, observation, split)
    yield* results.put(record)
    addRecord(progress.tally, record, task.verdictName)
    if (canary?.note(record, standingOf(record, task.verdictName)) === true) isSilent = true
    return !isSilent
  })

  yield* crew.workThrough({ items: pending, each })
  if (isSilent && canary !== null) {
    return yield* new CanaryStopped({ examples: yield* Effect.forEach(canary.examples(), describe) })
  }
})
