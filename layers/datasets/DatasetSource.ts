/**
 * One kind of place that data sets come from; `layer` puts several behind the one service.
 */
import { Effect, Layer } from "effect"
import { didYouMean } from "../../src/domain/nearest.ts"
import type { Split } from "../../src/domain/Observation.ts"
import { type Dataset, DatasetError, Datasets } from "../../src/storage/Datasets.ts"

export interface DatasetSource {
  /** The names that it knows beforehand. */
  readonly names: readonly string[]
  /** Whether a name is one of its data sets. */
  readonly has: (name: string) => boolean
  readonly open: (name: string, split: Split) => Effect.Effect<Dataset, DatasetError>
}

/** The service over several sources; the first that has a name opens it. */
export const layer = (sources: readonly DatasetSource[]): Layer.Layer<Datasets> =>
  Layer.sync(Datasets, () => {
    const names = sources.flatMap((source) => source.names)
    return {
      names,
      open: (name, split) => {
        const source = sources.find(({ has }) => has(name))
        return source?.open(name, split) ?? Effect.fail(
          new DatasetError({
            reason: "Unknown",
            message: `unknown data set ${name}${didYouMean(name, names)}; known: ${names.join(", ")}; `
              + "or give the path of a .jsonl file"
          })
        )
      }
    }
  })
