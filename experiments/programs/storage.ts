/**
 * Where a run keeps things, under the persistent directory.
 */
import { Layer } from "effect"
import { existsSync } from "node:fs"
import { join, resolve } from "node:path"
import * as MemoryCache from "../../layers/cache/Memory.ts"
import * as SqliteCache from "../../layers/cache/Sqlite.ts"
import type { Store } from "../../layers/datasets/store/Store.ts"
import { layer as storedDatasets } from "../../layers/datasets/stored.ts"
import { makeTransfers } from "../../layers/datasets/transfer/Transfers.ts"
import * as SqliteResults from "../../layers/results/Sqlite.ts"
import { cacheFile, resultsFolder } from "./paths.ts"

/** Where downloaded data sets are; the same folder as the Python original's. */
export const datasetStore = (persistentDir: string, mayFetch: boolean): Store => ({
  folder: join(resolve(persistentDir), "cache", "datasets"),
  mayFetch,
  transfers: makeTransfers()
})

const resultsLayer = (persistentDir: string) => SqliteResults.layer({ folder: resultsFolder(persistentDir) })

/** Results and data sets only to be looked at: nothing is made or changed. */
export const inspectionLayer = (persistentDir: string) =>
  Layer.merge(resultsLayer(persistentDir), storedDatasets(datasetStore(persistentDir, false)))

/** The cache of the command line. */
export const cacheLayer = (persistentDir: string) => SqliteCache.layer({ location: cacheFile(persistentDir) })

/** The generations that are stored already; where there are none, nothing is made. */
export const storedGenerations = (persistentDir: string) =>
  existsSync(cacheFile(persistentDir)) ? cacheLayer(persistentDir) : MemoryCache.layer

/** Cache, results and data sets of the command line. */
export const storageLayer = (persistentDir: string, store = datasetStore(persistentDir, true)) =>
  Layer.mergeAll(resultsLayer(persistentDir), storedDatasets(store), cacheLayer(persistentDir))
