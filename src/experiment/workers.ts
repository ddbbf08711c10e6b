/**
 * Worker fibers that turn observations into records.
 */
import { Effect, Schema } from "effect"
import { categoryOf } from "../category/categories.ts"
import { Digest } from "../domain/Digest.ts"
import type { GenerateError } from "../domain/GenerateError.ts"
import type { ObservationRecord } from "../domain/ObservationRecord.ts"
import { InFlight } from "../inference/InFlight.ts"
import type { Dataset } from "../storage/Datasets.ts"
import { GenerationCache } from "../storage/GenerationCache.ts"
import type { ExperimentResults } from "../storage/Results.ts"
import { observe } from "../task/observe.ts"
import { makeCanary } from "./canary.ts"
import { type Experiment, guideOf } from "./Experiment.ts"
import { runPool } from "./pool.ts"
import type { RunProgress } from "./RunProgress.ts"
import { addRecord, standingOf } from "./Summary.ts"

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
  /** Observations that are open at once; undefined for as many as keep the servers busy. */
  readonly workers: number | undefined
  readonly canary: boolean
  readonly progress: RunProgress
}

/** The run has used its budget: what is in flight may end, and nothing new begins. */
const isBudgetReached = (error: object): error is GenerateError =>
  "reason" in error && typeof error.reason === "object" && error.reason !== null
  && "_tag" in error.reason && error.reason._tag === "BudgetReached"

/**
 * Runs workers over one iterator until it is empty; the first fatal error stops them all.
 *
 * Where their number is left open, more of them start as the servers take more.
 */
export const work = Effect.fnUntraced(function*(
  { canary: hasCanary, dataset, experiment, pending, progress, results, workers }: Work
) {
  const guide = guideOf(experiment, categoryOf(dataset.category))
  const { moreRoom, room } = yield* InFlight
  const { split, task } = experiment
  const rows = pending[Symbol.iterator]()
  const canary = hasCanary ? makeCanary() : null
  let budgetReached: GenerateError | null = null
  let isStopping = false
  let isEmpty = false

  const worker = Effect.gen(function*() {
    while (!isStopping) {
      const next = rows.next()
      if (next.done === true) {
        isEmpty = true
        return
      }
      const observation = yield* dataset.row(next.value)
      const record = yield* observe(task, guide, observation, split)
      yield* results.put(record)
      addRecord(progress.tally, record, task.verdictName)
      if (canary?.note(record, standingOf(record, task.verdictName)) === true) isStopping = true
    }
  }).pipe(
    Effect.catchIf(isBudgetReached, (error) =>
      Effect.sync(() => {
        isStopping = true
        budgetReached = error
      }))
  )

  yield* runPool({
    worker,
    wanted: () => isEmpty || isStopping ? 0 : workers ?? room(),
    more: workers === undefined ? moreRoom : Effect.never
  })
  if (budgetReached !== null) return yield* Effect.fail<GenerateError>(budgetReached)
  if (isStopping && canary !== null) {
    return yield* new CanaryStopped({ examples: yield* Effect.forEach(canary.examples(), describe) })
  }
})
