/**
 * One kind of place that data sets come from; `layer` puts several behind the one service.
 */
import { Effect, Layer } from "effect"
import type { DatasetReading } from "../../src/domain/DatasetReading.ts"
import { didYouMean } from "../../src/domain/nearest.ts"
import type { Split } from "../../src/domain/Observation.ts"
import { type Dataset, DatasetError, Datasets } from "../../src/storage/Datasets.ts"

/** A place that data sets come from: some names, and how one of them is opened. */
export interface DatasetSource {
  /** The names that it knows beforehand. */
  readonly names: readonly string[]
  /** How else its data sets are named, for messages. */
  readonly otherNames?: string
  /** Whether a name is one of its data sets. */
  readonly has: (name: string) => boolean
  /** Opens one split; fails with `DatasetError` for what cannot be read. */
  readonly open: (
    name: string,
    split: Split,
    reading: DatasetReading
  ) => Effect.Effect<Dataset, DatasetError>
}

/** Data that is built in is read in one way only. */
const refuseReading = (name: string, reading: DatasetReading) =>
  Object.values(reading).every((value) => value === undefined)
    ? Effect.void
    : Effect.fail(
      new DatasetError({
        reason: "Invalid",
        message:
          `${name} is built in: --category, --config and --map are for files and for data sets of the Hub`
      })
    )

/** A source whose data sets are built in. */
export const builtIn = (
  source: Omit<DatasetSource, "open"> & {
    readonly open: (name: string, split: Split) => Effect.Effect<Dataset, DatasetError>
  }
): DatasetSource => ({
  ...source,
  open: (name, split, reading) => Effect.zipRight(refuseReading(name, reading), source.open(name, split))
})

/** The service over several sources; the first that has a name opens it. */
export const layer = (sources: readonly DatasetSource[]): Layer.Layer<Datasets> =>
  Layer.sync(Datasets, () => {
    const names = sources.flatMap((source) => source.names)
    const others = sources.flatMap(({ otherNames = [] }) => otherNames).map((how) => `; or give ${how}`).join(
      ""
    )
    return {
      names,
      open: (name, split, reading = {}) => {
        const source = sources.find(({ has }) => has(name))
        return source?.open(name, split, reading) ?? Effect.fail(
          new DatasetError({
            reason: "Unknown",
            message: `unknown data set ${name}${didYouMean(name, names)}; known: ${names.join(", ")}${others}`
          })
        )
      }
    }
  })
