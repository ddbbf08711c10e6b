/**
 * Records that last as long as the process: for tests and trials.
 */
import { Clock, Effect, Layer, Option } from "effect"
import { type ControlKey, controlKey, type ControlRecord } from "../../src/domain/ControlRecord.ts"
import { Digest } from "../../src/domain/Digest.ts"
import type { ExperimentSpec } from "../../src/domain/ExperimentSpec.ts"
import type { Selection } from "../../src/domain/Glance.ts"
import {
  isComplete,
  type ObservationRecord,
  type OutcomeCount,
  outcomeOf
} from "../../src/domain/ObservationRecord.ts"
import { glanceOf, isSelected } from "../../src/experiment/records/glance.ts"
import { Results, type StoredExperiment } from "../../src/storage/Results.ts"
import { StorageError } from "../../src/storage/StorageError.ts"
import { differingSpec } from "./differingSpec.ts"
import { foldPages } from "./foldPages.ts"

interface Stored {
  readonly spec: ExperimentSpec
  readonly records: Map<number, ObservationRecord>
  readonly controls: Map<string, ControlRecord>
  parts: Option.Option<unknown>
  document: Option.Option<unknown>
  isOpen: boolean
  changes: number
  changedAt: number
}

/** How often each key occurs. */
const countBy = <A>(items: Iterable<A>, keyOf: (item: A) => string): Map<string, number> => {
  const counts = new Map<string, number>()
  for (const item of items) counts.set(keyOf(item), (counts.get(keyOf(item)) ?? 0) + 1)
  return counts
}

const outcomesOf = ({ records }: Stored): readonly OutcomeCount[] =>
  [...countBy(records.values(), (record) => JSON.stringify(outcomeOf(record)))]
    .map(([outcome, count]) => ({ ...JSON.parse(outcome), count }))

const selecting = (
  { records }: Stored
): Pick<StoredExperiment, "glances" | "countOf" | "values"> => {
  const selected = (selection: Selection) =>
    [...records.values()].map(glanceOf).filter((glance) => isSelected(selection, glance))
      .toSorted((a, b) => a.idx - b.idx)
  return {
    glances: (selection, place, size) =>
      Effect.sync(() =>
        "after" in place
          ? selected(selection).filter(({ idx }) => idx > place.after).slice(0, size)
          : selected(selection).filter(({ idx }) => idx < place.before).slice(-size)
      ),
    countOf: (selection, through = Infinity) =>
      Effect.sync(() => selected(selection).filter(({ idx }) => idx <= through).length),
    values: Effect.sync(() => {
      const pairs = selected({}).map(({ answer, label }) => JSON.stringify([label, answer]))
      return [...countBy(pairs, (pair) => pair)].toSorted().map(([pair, count]) => {
        const [label, answer] = JSON.parse(pair)
        return { label, answer, count }
      })
    })
  }
}

const readerOf = (id: string, stored: Stored): StoredExperiment => {
  const { records, spec } = stored
  const page: StoredExperiment["page"] = (after, size) =>
    Effect.sync(() =>
      [...records.values()].filter(({ idx }) => idx > after).toSorted((a, b) => a.idx - b.idx).slice(0, size)
    )
  const controls: StoredExperiment["controls"] = (after, size) =>
    Effect.sync(() => {
      const left = [...stored.controls.values()].filter(({ idx }) => idx > after)
      const next = new Set([...new Set(left.map(({ idx }) => idx))].toSorted((a, b) => a - b).slice(0, size))
      return left.filter(({ idx }) => next.has(idx)).toSorted((a, b) => a.idx - b.idx)
    })
  return {
    id,
    spec,
    location: `memory/${id}`,
    ...selecting(stored),
    controls,
    page,
    fold: foldPages(page),
    record: (idx) => Effect.sync(() => Option.fromNullable(records.get(idx))),
    finished: Effect.sync(() => new Set([...records.values()].filter(isComplete).map(({ idx }) => idx))),
    readerVersions: Effect.sync(() => countBy(records.values(), ({ readers }) => readers)),
    outcomes: Effect.sync(() => outcomesOf(stored)),
    parts: Effect.sync(() => stored.parts),
    document: Effect.sync(() => stored.document)
  }
}

const requestsOf = ({ controls, records }: Stored): readonly Digest[] =>
  [...records.values(), ...controls.values()].flatMap(({ error, sessions }) =>
    [...sessions.map(({ request }) => request), ...(error?.request === undefined ? [] : [error.request])]
      .map((request) => Digest(request))
  )

const held = (id: string) =>
  new StorageError({
    reason: "Held",
    location: `memory/${id}`,
    message: `${id} is being written by this process`
  })

/** Results that start empty. */
export const layer: Layer.Layer<Results> = Layer.sync(Results, () => {
  const experiments = new Map<string, Stored>()

  const open = Effect.fnUntraced(function*(id: string, spec: ExperimentSpec) {
    const location = `memory/${id}`
    const experiment = experiments.get(id)
      ?? {
        spec,
        records: new Map(),
        controls: new Map(),
        parts: Option.none(),
        document: Option.none(),
        isOpen: false,
        changes: 0,
        changedAt: 0
      }
    if (experiment.isOpen) return yield* held(id)
    yield* differingSpec(location, experiment.spec, spec)
    experiments.set(id, experiment)
    experiment.isOpen = true
    yield* Effect.addFinalizer(() =>
      Effect.sync(() => {
        experiment.isOpen = false
      })
    )
    const { controls, records } = experiment
    const reader = readerOf(id, experiment)
    const change = (work: () => void) =>
      Effect.map(Clock.currentTimeMillis, (now) => {
        work()
        experiment.changes++
        experiment.changedAt = now
      })
    return {
      ...reader,
      put: (record: ObservationRecord) => change(() => records.set(record.idx, record)),
      keepParts: (parts: unknown) =>
        change(() => {
          experiment.parts = Option.some(parts)
        }),
      putControl: (record: ControlRecord) => change(() => controls.set(controlKey(record), record)),
      removeControl: (key: ControlKey) => change(() => controls.delete(controlKey(key))),
      clear: change(() => {
        records.clear()
        controls.clear()
      }),
      saveDocument: (document: unknown) =>
        Effect.as(
          change(() => {
            experiment.document = Option.some(document)
          }),
          location
        )
    }
  })

  const inspect = (id: string) =>
    Effect.sync(() =>
      Option.map(Option.fromNullable(experiments.get(id)), (experiment) => readerOf(id, experiment))
    )

  const remove = (id: string) =>
    Effect.suspend(() =>
      experiments.get(id)?.isOpen === true
        ? Effect.fail(held(id))
        : Effect.sync(() => void experiments.delete(id))
    )

  const lastChange = (id: string) =>
    Effect.sync(() =>
      Option.map(Option.fromNullable(experiments.get(id)), ({ changedAt, changes }) => ({
        mark: String(changes),
        at: changedAt
      }))
    )

  return Results.of({
    open,
    inspect,
    lastChange,
    ids: Effect.sync(() => [...experiments.keys()].toSorted()),
    remove,
    requestsOnlyOf: (id) =>
      Effect.sync(() => {
        const own = experiments.get(id)
        const others = new Set([...experiments.values()].filter((other) => other !== own).flatMap(requestsOf))
        return new Set(own === undefined ? [] : requestsOf(own).filter((request) => !others.has(request)))
      })
  })
})
