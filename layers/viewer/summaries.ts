/**
 * The list's rows, made again only when something has changed, so that watching a run costs it next to nothing.
 */
import { Clock, Effect, Option, Schema } from "effect"
import { isSimulatedModel } from "../../src/domain/Generation.ts"
import { restoreExperiment } from "../../src/experiment/storedExperiment.ts"
import { listed } from "../../src/experiment/summary/listing.ts"
import type { Rate } from "../../src/stats/wilson.ts"
import { Results, type StoredExperiment } from "../../src/storage/Results.ts"
import { verdictNameOf } from "../../src/task/tasks.ts"
import { type ExperimentRow, WireControls, type WireRate } from "./wire/experiments.ts"

/** A row, or why there is none, as it was at a mark. */
interface Made {
  readonly mark: string
  readonly row: ExperimentRow | null
  readonly problem: string | null
  readonly at: number
  readonly took: number
}

/** While a run writes, a row may be as old as so many times what it takes to make it. */
const patience = 20

const wireRate = ({ count, high, low, n, rate }: Rate): WireRate => ({
  count,
  n,
  rate: Number.isNaN(rate) ? null : rate,
  low,
  high
})

const decodeControls = Schema.decodeUnknownOption(Schema.Struct({ controls: WireControls }))

/** The figures of the controls, by the document of the last run. */
const controlsIn = (document: Option.Option<unknown>) =>
  Option.getOrNull(Option.map(Option.flatMap(document, decodeControls), ({ controls }) => controls))

/** Keeps the rows of all experiments at hand. */
export const makeSummaries = Effect.sync(() => {
  const made = new Map<string, Made>()
  const sizes = new Map<string, number>()

  /** Observations of the split, where the data set is at hand. */
  const sizeOf = (stored: StoredExperiment) => {
    const { dataset, split } = stored.spec
    const key = JSON.stringify([dataset, split])
    const known = sizes.get(key)
    if (known !== undefined) return Effect.succeed(known)
    return Effect.match(restoreExperiment(stored), {
      // It may have moved, or it was never on this machine: the records can be looked at all the same.
      onFailure: () => null,
      onSuccess: ({ dataset: { size } }) => {
        sizes.set(key, size)
        return size
      }
    })
  }

  const make = Effect.fnUntraced(function*(id: string, changedAt: number) {
    const { inspect } = yield* Results
    const found = yield* inspect(id)
    if (Option.isNone(found)) return null
    const stored = found.value
    const { counts, ended, rates, readers, spec } = yield* listed(stored)
    const row: ExperimentRow = {
      id,
      model: spec.model.name,
      isSimulated: isSimulatedModel(spec.model.id),
      dataset: spec.dataset.name,
      split: spec.split,
      task: spec.task,
      flags: spec.flags,
      seed: spec.seed,
      verdictName: verdictNameOf(spec.task),
      records: counts.total,
      size: yield* sizeOf(stored),
      accuracy: wireRate(rates.accuracy),
      verdict: rates.verdict === null ? null : wireRate(rates.verdict),
      errors: counts.error,
      mismatches: counts.mismatch,
      inapplicable: counts.inapplicable,
      controls: controlsIn(yield* stored.document),
      readers,
      ended,
      changedAt
    }
    return row
  }, Effect.scoped)

  /** The row of an experiment with the mark that it was made at; none when there is no such experiment. */
  const one = Effect.fnUntraced(function*(id: string) {
    const { lastChange } = yield* Results
    const change = yield* lastChange(id)
    if (Option.isNone(change)) {
      made.delete(id)
      return Option.none<Made>()
    }
    const { at: changedAt, mark } = change.value
    const known = made.get(id)
    const now = yield* Clock.currentTimeMillis
    if (known !== undefined && (known.mark === mark || now - known.at < patience * known.took)) {
      return Option.some(known)
    }
    const row = yield* Effect.either(make(id, changedAt))
    const at = yield* Clock.currentTimeMillis
    const next: Made = {
      mark,
      row: row._tag === "Right" ? row.right : null,
      problem: row._tag === "Left" ? row.left.message : null,
      at,
      took: at - now
    }
    made.set(id, next)
    return Option.some(next)
  })

  /** All experiments, one after another. */
  const all = Effect.gen(function*() {
    const { ids } = yield* Results
    const found = yield* Effect.forEach(
      yield* ids,
      (id) => Effect.map(one(id), Option.map((made) => ({ ...made, id })))
    )
    return found.flatMap(Option.toArray)
  })

  return { one, all }
})

export type Summaries = Effect.Effect.Success<typeof makeSummaries>
