/**
 * `introspect datasets show`: one observation, and what its split consists of.
 */
import { Effect } from "effect"
import { layer } from "../../layers/datasets/stored.ts"
import type { Split } from "../../src/domain/Observation.ts"
import { splitFacts } from "../../src/experiment/splitFacts.ts"
import { Datasets } from "../../src/storage/Datasets.ts"
import { UsageError } from "../errors/UsageError.ts"
import { type ReadingFlags, readingOf } from "../options/reading.ts"
import { print } from "../process/print.ts"
import { datasetStore } from "../setup/storage.ts"

export interface ShowFlags extends ReadingFlags {
  readonly dataset: string
  readonly split: Split
  readonly idx: number
  readonly persistentDir: string
  readonly json: boolean
}

/** Prints the observation and the facts as JSON; one line of it, or one for people to read. */
export const showDataset = Effect.fnUntraced(function*(flags: ShowFlags) {
  const { dataset: name, idx, json, persistentDir, split } = flags
  const facts = yield* Effect.gen(function*() {
    const datasets = yield* Datasets
    const dataset = yield* datasets.open(name, split, readingOf(flags))
    if (idx >= dataset.size) {
      return yield* new UsageError({
        message: `${name} ${split} has ${dataset.size} rows: --idx goes from 0 to ${dataset.size - 1}`
      })
    }
    return {
      dataset: dataset.name,
      category: dataset.category,
      split,
      ...(dataset.hub === undefined ? {} : { hub: dataset.hub }),
      ...(dataset.map === undefined ? {} : { map: dataset.map }),
      ...(dataset.sha256 === null ? {} : { sha256: dataset.sha256 }),
      ...(yield* splitFacts(dataset)),
      observation: yield* dataset.row(idx)
    }
  }).pipe(Effect.provide(layer(datasetStore(persistentDir, false))))
  yield* print(JSON.stringify(facts, null, json ? undefined : 2))
})
