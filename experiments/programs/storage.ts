/**
 * Where a run keeps things, under the persistent directory.
 */
import { Layer } from "effect"
import { existsSync } from "node:fs"
import { join, resolve } from "node:path"
import * as MemoryCache from "../../layers/cache/Memory.ts"
import * as SqliteCache from "../../layers/cache/Sqlite.ts"
import * as Builtin from "../../layers/datasets/builtin.ts"
import * as SqliteResults from "../../layers/results/Sqlite.ts"

/** Results and data sets only to be looked at: nothing is made or changed. */
export const inspectionLayer = (persistentDir: string) =>
  Layer.merge(
    SqliteResults.layer({ folder: join(resolve(persistentDir), "results", "analysis") }),
    Builtin.layer
  )

const cacheFile = (persistentDir: string) => join(resolve(persistentDir), "cache", "generations.sqlite")

/** The cache of the command line. */
export const cacheLayer = (persistentDir: string) => SqliteCache.layer({ location: cacheFile(persistentDir) })

/** The generations that are stored already; where there are none, nothing is made. */
export const storedGenerations = (persistentDir: string) =>
  existsSync(cacheFile(persistentDir)) ? cacheLayer(persistentDir) : MemoryCache.layer

/** Cache, results and data sets of the command line. */
export const storageLayer = (persistentDir: string) =>
  Layer.merge(inspectionLayer(persistentDir), cacheLayer(persistentDir))
