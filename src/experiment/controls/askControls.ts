/**
 * Asking the controls of an experiment, once its observations have their records.
 */
import { Effect, Option } from "effect"
import { categoryOf } from "../../category/categories.ts"
import { controlKey, type ControlRecord } from "../../domain/ControlRecord.ts"
import { isComplete, type ObservationRecord } from "../../domain/ObservationRecord.ts"
import { readerVersion } from "../../readers/index.ts"
import type { Dataset } from "../../storage/Datasets.ts"
import type { ExperimentResults, StoredExperiment } from "../../storage/Results.ts"
import { interview, type InterviewGuide } from "../../task/Interview.ts"
import { conduct } from "../../task/observe.ts"
import { type Experiment, guideOf } from "../Experiment.ts"
import type { RunProgress } from "../running/RunProgress.ts"
import { workThrough } from "../running/workThrough.ts"
import { type ControlKind, type ControlOptions, type PlannedControl, plannedControls } from "./kinds.ts"

/** One control of one observation that is still to be held. */
interface Pending {
  readonly kind: ControlKind
  readonly number: number
  readonly idx: number
}

const pageSize = 1000

/** The keys of the stored controls that are complete. */
interface Known {
  /** Read by today's readers: they need nothing more. */
  readonly finished: Set<string>
  /** Read by others: they are read again. */
  readonly stale: Set<string>
}

const knownControls = Effect.fnUntraced(function*({ controls }: StoredExperiment) {
  const known: Known = { finished: new Set(), stale: new Set() }
  for (let after = -1, isEnd = false; !isEnd;) {
    const page = yield* controls(after, pageSize)
    for (const record of page) {
      if (isComplete(record)) {
        known[record.readers === readerVersion ? "finished" : "stale"].add(controlKey(record))
      }
    }
    isEnd = page.length === 0
    after = page.at(-1)?.idx ?? after
  }
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
  readonly workers: number | undefined
  readonly options: ControlOptions
  readonly progress: RunProgress
}

/**
 * Holds the controls that are wanted and not stored: each is a generation like any other.
 *
 * A failed one is a record like any other, and is looked at again by the next run that wants it.
 */
export const askControls = Effect.fnUntraced(function*(
  { dataset, experiment, isAsked, options, progress, results, workers }: ControlWork
) {
  const { seed, split, task } = experiment
  const planned = plannedControls(task.name, options)
  if (planned.length === 0) return
  const { finished, stale } = yield* knownControls(results)
  const category = categoryOf(dataset.category)

  const pending = yield* results.fold<Pending[]>([], (found, record) => {
    if (isAsked(record.idx)) {
      found.push(...pendingOf(planned.filter(({ kind }) => kind.isFor(record)), record, finished))
    }
    return found
  })
  progress.controls.total = pending.length

  const guides = new Map<number, InterviewGuide>()
  const guideFor = (repeat: number) => {
    const guide = guides.get(repeat) ?? guideOf(experiment, category, repeat)
    guides.set(repeat, guide)
    return guide
  }

  const each = Effect.fnUntraced(function*({ idx, kind, number }: Pending) {
    const before = yield* Effect.map(results.record(idx), Option.getOrThrow)
    const observation = yield* dataset.row(idx)
    const talk = interview(guideFor(kind.repeatOf(number)), observation)
    const key = `introspect-control/${seed}/${idx}/${number}`
    const { run, size } = kind.hold({ interview: talk, before, key })
    const held = yield* conduct({ run: () => run }, talk, split)
    const record: ControlRecord = { ...held, control: kind.name, number, size }
    // What a changed reading would have to ask without a server stays as it was.
    const isLost = record.error?.reason === "NotCached" && stale.has(controlKey(record))
    if (!isLost) yield* results.putControl(record)
    progress.controls.done++
    return true
  })

  yield* workThrough({ items: pending, each, workers })
})
