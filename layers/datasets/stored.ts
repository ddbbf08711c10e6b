/**
 * Every data set: those of this package, the user's files, and those that are downloaded into a folder.
 */
import { Effect, Layer } from "effect"
import type { Datasets } from "../../src/storage/Datasets.ts"
import type { PublishedDataset } from "./catalogue/PublishedDataset.ts"
import { layer as sourcesLayer } from "./DatasetSource.ts"
import { files } from "./Files.ts"
import { generated } from "./Generated.ts"
import { hubDatasets } from "./HubDatasets.ts"
import { published } from "./Published.ts"
import { sample } from "./Sample.ts"
import type { Store } from "./store/Store.ts"

/** The service over a folder of downloaded data sets; the catalogue is the paper's unless another is given. */
export const layer = (store: Store, catalogue?: readonly PublishedDataset[]): Layer.Layer<Datasets> =>
  Layer.unwrapScoped(
    Effect.gen(function*() {
      return sourcesLayer([
        yield* published(store, catalogue),
        sample,
        generated,
        yield* hubDatasets(store),
        files
      ])
    })
  )
