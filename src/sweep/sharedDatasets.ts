/**
 * Data sets that are opened once, however many cells of a sweep are about them.
 */
import { Effect, Layer } from "effect"
import { showColumnMap } from "../domain/ColumnMap.ts"
import { type Dataset, type DatasetError, Datasets } from "../storage/Datasets.ts"

/** Opens each data set once, and keeps what came of it. */
export const sharedDatasets: Layer.Layer<Datasets, never, Datasets> = Layer.effect(
  Datasets,
  Effect.map(Datasets, ({ names, open }) => {
    const opened = new Map<string, Effect.Effect<Dataset, DatasetError>>()
    return {
      names,
      open: (name, split, reading) =>
        Effect.suspend(() => {
          const { category, config, map } = reading ?? {}
          const key = JSON.stringify([name, split, category, config, map && showColumnMap(map)])
          const known = opened.get(key)
          if (known !== undefined) return known
          return Effect.flatMap(Effect.cached(open(name, split, reading)), (once) => {
            opened.set(key, opened.get(key) ?? once)
            return opened.get(key)!
          })
        })
    }
  })
)
