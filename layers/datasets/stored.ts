/**
 * Every data set: those of this package, the user's files, and those that are downloaded into a folder.
 */
import { Effect, Layer } from "effect"
import { isHubName } from "../../src/domain/HubName.ts"
import type { Datasets } from "../../src/storage/Datasets.ts"
import { catalogue } from "./catalogue/catalogue.ts"
import { layer as sourcesLayer } from "./DatasetSource.ts"
import { files } from "./Files.ts"
import { generated } from "./Generated.ts"
import { hubDatasets } from "./HubDatasets.ts"
import { published } from "./Published.ts"
import { sample } from "./Sample.ts"
import type { Store } from "./store/Store.ts"
import { makeTransfers } from "./transfer/Transfers.ts"

/** Whether a name is of a data set that is downloaded. */
export const isDownloaded = (name: string): boolean =>
  isHubName(name) || catalogue.some((dataset) => dataset.name === name)

export type { BabiOrigin, HubOrigin, PublishedDataset, Slice } from "./catalogue/PublishedDataset.ts"
export type { Store } from "./store/Store.ts"
export type { UrlSource } from "./transfer/fetchUrl.ts"
export type { Transfer, Transfers } from "./transfer/Transfers.ts"

/** A folder of downloaded data sets; what is missing is downloaded unless `mayFetch` is false. */
export type StoredOptions = Pick<Store, "folder"> & Partial<Store>

/** The service over a folder of downloaded data sets; the catalogue is the paper's unless another is given. */
export const layer = (options: StoredOptions, known = catalogue): Layer.Layer<Datasets> =>
  Layer.unwrapScoped(
    Effect.gen(function*() {
      const store: Store = { mayFetch: true, transfers: makeTransfers(), ...options }
      return sourcesLayer([
        yield* published(store, known),
        sample,
        generated,
        yield* hubDatasets(store),
        files
      ])
    })
  )
