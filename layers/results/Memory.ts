/**
 * Records that last as long as the process: for tests and trials.
 */
import { Effect, Layer, Option } from "effect"
import { Digest } from "../../src/domain/Digest.ts"
import type { ExperimentSpec } from "../../src/domain/ExperimentSpec.ts"
import { isComplete, type ObservationRecord } from "../../src/domain/ObservationRecord.ts"
import { Results } from "../../src/storage/Results.ts"
import { StorageError } from "../../src/storage/StorageError.ts"
import { differingSpec } from "./differingSpec.ts"

interface Stored {
  readonly spec: ExperimentSpec
  readonly records: Map<number, ObservationRecord>
  isOpen: boolean
}

const finishedOf = ({ records }: Stored): ReadonlySet<number> =>
  new Set([...records.values()].filter(isComplete).map(({ idx }) => idx))

const requestsOf = ({ records }: Stored): readonly Digest[] =>
  [...records.values()].flatMap(({ sessions }) => sessions.map(({ request }) => Digest(request)))

/** Results that start empty. */
export const layer: Layer.Layer<Results> = Layer.sync(Results, () => {
  const experiments = new Map<string, Stored>()

  const open = Effect.fnUntraced(function*(id: string, spec: ExperimentSpec) {
    const location = `memory/${id}`
    const experiment = experiments.get(id) ?? { spec, records: new Map(), isOpen: false }
    if (experiment.isOpen) {
      return yield* new StorageError({
        reason: "Held",
        location,
        message: `${id} is being written by this process`
      })
    }
    yield* differingSpec(location, experiment.spec, spec)
    experiments.set(id, experiment)
    experiment.isOpen = true
    yield* Effect.addFinalizer(() =>
      Effect.sync(() => {
        experiment.isOpen = false
      })
    )
    const { records } = experiment
    return {
      location,
      finished: Effect.sync(() => finishedOf(experiment)),
      put: (record: ObservationRecord) => Effect.sync(() => void records.set(record.idx, record)),
      fold: <S>(initial: S, step: (state: S, record: ObservationRecord) => S) =>
        Effect.sync(() => [...records.values()].toSorted((a, b) => a.idx - b.idx).reduce(step, initial)),
      clear: Effect.sync(() => records.clear()),
      saveDocument: () => Effect.succeed(location)
    }
  })

  return Results.of({
    open,
    inspect: (id) =>
      Effect.sync(() =>
        Option.map(Option.fromNullable(experiments.get(id)), (experiment) => ({
          spec: experiment.spec,
          finished: finishedOf(experiment)
        }))
      ),
    requestsOnlyOf: (id) =>
      Effect.sync(() => {
        const own = experiments.get(id)
        const others = new Set([...experiments.values()].filter((other) => other !== own).flatMap(requestsOf))
        return new Set(own === undefined ? [] : requestsOf(own).filter((request) => !others.has(request)))
      })
  })
})
