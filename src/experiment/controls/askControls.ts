/**
 * Asking the controls of an experiment, once its observations have their records.
 */
import { Effect, Option } from "effect"
import { controlKey } from "../../domain/ControlRecord.ts"
import { isComplete, type ObservationRecord } from "../../domain/ObservationRecord.ts"
import { readerVersion } from "../../readers/index.ts"
import type { Dataset } from "../../storage/Datasets.ts"
import type { ExperimentResults, StoredExperiment } from "../../storage/Results.ts"
import type { Experiment } from "../Experiment.ts"
import type { RunProgress } from "../running/RunProgress.ts"
import type { Crew } from "../running/workThrough.ts"
import { controlHolder } from "./hold.ts"
import { type ControlKind, type ControlOptions, type PlannedControl, plannedControls } from "./kinds.ts"
import { eachControlPage } from "./stored.ts"

/** One control of one observation that is still to be held. */
interface Pending {
  readonly kind: ControlKind
  readonly number: number
  readonly idx: number
}

/** The keys of the stored controls that are complete. */
interface Known {
  /** Read by today's readers: they need nothing more. */
  readonly finished: Set<string>
  /** Read by others: they are read again. */
  readonly stale: Set<string>
}

const knownControls = Effect.fnUntraced(function*(results: StoredExperiment) {
  const known: Known = { finished: new Set(), stale: new Set() }
  yield* eachControlPage(results, (page) =>
    Effect.sync(() => {
      for (const record of page.filter(isComplete)) {
        known[record.readers === readerVersion ? "finished" : "stale"].add(controlKey(record))
      }
    }))
  return known
})

const pendingOf = (
  planned: readonly PlannedControl[],
  { idx }: ObservationRecord,
  finished: ReadonlySet<string>
): readonly Pending[] =>
  planned.flatMap(({ kind, numbers }) =>
    numbers.flatMap((number) =>
      finished.has(controlKey({ control: kind.name, idx, number })) ? [] : [{ kind, number, idx }]
    )
  )

export interface ControlWork {
  readonly experiment: Experiment
  readonly dataset: Dataset
  readonly results: ExperimentResults
  /** Whether an observation belongs to the run. */
  readonly isAsked: (idx: number) => boolean
  readonly crew: Crew
  readonly options: ControlOptions
  readonly progress: RunProgress
}

/**
 * Holds the controls that are wanted and not stored: each is a generation like any other.
 *
 * A failed one is a record like any other, and is looked at again by the next run that wants it.
 */
export const askControls = Effect.fnUntraced(function*(
  { crew, dataset, experiment, isAsked, options, progress, results }: ControlWork
) {
  const planned = plannedControls(experiment.task.name, options)
  if (planned.length === 0) return
  const { finished, stale } = yield* knownControls(results)

  const pending = yield* results.fold<Pending[]>([], (found, record) => {
    if (isAsked(record.idx)) {
      found.push(...pendingOf(planned.filter(({ kind }) => kind.isFor(record)), record, finished))
    }
    return found
  })
  progress.controls.total = pending.length

  const hold = controlHolder(experiment, dataset)

  /** Why no text can be scored, once a server has said so: nothing more is scored then, and nothing recorded of it. */
  let unscored: string | null = null

  const each = Effect.fnUntraced(function*({ idx, kind, number }: Pending) {
    if (kind.name === "soft" && unscored !== null) {
      progress.controls.done++
      return true
    }
    const before = yield* Effect.map(results.record(idx), Option.getOrThrow)
    const record = yield* hold(before, { control: kind.name, number })
    // What a changed reading would have to ask without a server stays as it was.
    const isLost = record.error?.reason === "NotCached" && stale.has(controlKey(record))
    const { error } = record
    if (error?.reason === "CannotScore") {
      if (unscored === null) yield* Effect.logWarning(`soft scores are not available: ${error.message}`)
      unscored = error.message
    } else if (!isLost) yield* results.putControl(record)
    progress.controls.done++
    return true
  })

  yield* crew.workThrough({ items: pending, each })
})
