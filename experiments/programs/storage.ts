/**
 * Where a run keeps things, under the persistent directory.
 */
import { Layer } from "effect"
import { join, resolve } from "node:path"
import * as MemoryCache from "../../layers/cache/Memory.ts"
import * as SqliteCache from "../../layers/cache/Sqlite.ts"
import type { Store } from "../../layers/datasets/store/Store.ts"
import { layer as storedDatasets } from "../../layers/datasets/stored.ts"
import { makeTransfers } from "../../layers/datasets/transfer/Transfers.ts"
import * as SqliteResults from "../../layers/results/Sqlite.ts"

/** Where downloaded data sets are; the same folder as the Python original's. */
export const datasetStore = (persistentDir: string, mayFetch: boolean): Store => ({
  folder: join(resolve(persistentDir), "cache", "datasets"),
  mayFetch,
  transfers: makeTransfers()
})

/** Cache, results and data sets of the command line. */
export const storageLayer = (persistentDir: string, store = datasetStore(persistentDir, true)) => {
  const folder = resolve(persistentDir)
  return Layer.mergeAll(
    SqliteResults.layer({ folder: join(folder, "results", "analysis") }),
    storedDatasets(store)
  ).pipe(Layer.provideMerge(SqliteCache.layer({ location: join(folder, "cache", "generations.sqlite") })))
}

/** Results and data sets only to be looked at: nothing is made or changed. */
export const inspectionLayer = (persistentDir: string) =>
  Layer.merge(
    Layer.provide(
      SqliteResults.layer({ folder: join(resolve(persistentDir), "results", "analysis") }),
      MemoryCache.layer
    ),
    storedDatasets(datasetStore(persistentDir, false))
  )
