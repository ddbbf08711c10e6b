/**
 * The list's rows, made again only when something has changed, so that watching a run costs it next to nothing.
 */
import { Effect, Either, Option, Schema } from "effect"
import { isSimulatedModel } from "../../src/domain/Generation.ts"
import { restoreExperiment } from "../../src/experiment/storedExperiment.ts"
import { listed } from "../../src/experiment/summary/listing.ts"
import type { Rate } from "../../src/stats/wilson.ts"
import { Results, type StoredExperiment } from "../../src/storage/Results.ts"
import { verdictNameOf } from "../../src/task/tasks.ts"
import { type Made, makePatient } from "./patient.ts"
import { type ExperimentRow, WireControls, type WireRate } from "./wire/experiments.ts"

/** A row, or why there is none. */
type Summary = Either.Either<ExperimentRow, string>

/** More experiments than anybody has in one folder. */
const most = 10_000

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

const decodeTotal = Schema.decodeUnknownOption(
  Schema.Struct({ results: Schema.Struct({ total: Schema.Number }) })
)

/** How many observations the last run that ended was about; `--limit` may have made them fewer than the split has. */
const totalIn = (document: Option.Option<unknown>): number | null =>
  Option.getOrNull(Option.map(Option.flatMap(document, decodeTotal), ({ results }) => results.total))

/** Keeps the rows of all experiments at hand. */
export const makeSummaries = Effect.sync(() => {
  const summaries = makePatient<Summary>(most)
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
    if (Option.isNone(found)) return Either.left("it is no file of results")
    const stored = found.value
    const { counts, ended, rates, readers, spec } = yield* listed(stored)
    const document = yield* stored.document
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
      size: totalIn(document) === counts.total ? counts.total : yield* sizeOf(stored),
      accuracy: wireRate(rates.accuracy),
      verdict: rates.verdict === null ? null : wireRate(rates.verdict),
      errors: counts.error,
      mismatches: counts.mismatch,
      inapplicable: counts.inapplicable,
      controls: controlsIn(document),
      readers,
      ended,
      changedAt
    }
    return Either.right(row)
  }, Effect.scoped)

  /** The summary of an experiment with the mark that it was made at; none when there is no such experiment. */
  const one = Effect.fnUntraced(function*(id: string) {
    const { lastChange } = yield* Results
    const change = yield* lastChange(id)
    if (Option.isNone(change)) {
      summaries.forget(id)
      return Option.none<Made<Summary>>()
    }
    const { at, mark } = change.value
    // A file that cannot be read is no reason not to show the others.
    const made = Effect.catchAll(make(id, at), ({ message }) => Effect.succeed(Either.left(message)))
    return Option.some(yield* summaries.get(id, mark, made))
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
