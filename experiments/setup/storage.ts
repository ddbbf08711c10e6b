/**
 * Where a run keeps things, under the persistent directory.
 */
import { Effect, Layer, Option, type Redacted } from "effect"
import { existsSync } from "node:fs"
import { join, resolve } from "node:path"
import * as MemoryCache from "../../layers/cache/Memory.ts"
import * as SqliteCache from "../../layers/cache/Sqlite.ts"
import type { Store } from "../../layers/datasets/store/Store.ts"
import { layer as storedDatasets } from "../../layers/datasets/stored.ts"
import { makeTransfers } from "../../layers/datasets/transfer/Transfers.ts"
import * as SqliteResults from "../../layers/results/Sqlite.ts"
import type { GenerationCache } from "../../src/storage/GenerationCache.ts"
import type { StorageError } from "../../src/storage/StorageError.ts"
import { sharedDatasets } from "../../src/sweep/sharedDatasets.ts"
import { showWork } from "../display/work.ts"
import type { StorageFlags } from "../options/storage.ts"
import { cacheFile, resultsFolder } from "./paths.ts"

/** Where downloaded data sets are; the same folder as the Python original's. */
export const datasetStore = (persistentDir: string, mayFetch: boolean): Store => ({
  folder: join(resolve(persistentDir), "cache", "datasets"),
  mayFetch,
  transfers: makeTransfers()
})

const resultsLayer = (persistentDir: string) =>
  SqliteResults.layer({ folder: resultsFolder(persistentDir), showing: showWork("bringing up to date") })

/** Results and data sets only to be looked at: nothing is made or changed. */
export const inspectionLayer = (persistentDir: string) =>
  Layer.merge(resultsLayer(persistentDir), storedDatasets(datasetStore(persistentDir, false)))

/** Loaded when it is used: a file needs no driver of a server. */
const postgres = (url: Redacted.Redacted) =>
  Layer.unwrapEffect(
    Effect.map(Effect.promise(() => import("../../layers/cache/Postgres.ts")), ({ layer }) => layer({ url }))
  )

/** The cache of the command line. */
export const cacheLayer = (
  { cache, persistentDir }: StorageFlags
): Layer.Layer<GenerationCache, StorageError> =>
  Option.match(cache, {
    onNone: () => SqliteCache.layer({ location: cacheFile(persistentDir) }),
    onSome: postgres
  })

/** The generations that are stored already; where there are none, nothing is made. */
export const storedGenerations = (flags: StorageFlags) =>
  Option.isSome(flags.cache) || existsSync(cacheFile(flags.persistentDir))
    ? cacheLayer(flags)
    : MemoryCache.layer

/** Cache and results of the command line. */
export const recordsLayer = (flags: StorageFlags) =>
  Layer.merge(resultsLayer(flags.persistentDir), cacheLayer(flags))

/** Cache, results and data sets of the command line. */
export const storageLayer = (flags: StorageFlags) =>
  Layer.merge(recordsLayer(flags), storedDatasets(datasetStore(flags.persistentDir, true)))

/** Data sets that are opened once, however often they are asked for. */
export const datasetsLayer = (store: Store) => Layer.provide(sharedDatasets, storedDatasets(store))
