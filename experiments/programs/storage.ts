/**
 * Where a run keeps things, under the persistent directory.
 */
import { Layer } from "effect"
import * as SqliteCache from "../../layers/cache/Sqlite.ts"
import * as Builtin from "../../layers/datasets/builtin.ts"
import * as SqliteResults from "../../layers/results/Sqlite.ts"
import { cacheFile, resultsFolder } from "./paths.ts"

/** Results and data sets only to be looked at: nothing is made or changed. */
export const inspectionLayer = (persistentDir: string) =>
  Layer.merge(
    SqliteResults.layer({ folder: resultsFolder(persistentDir) }),
    Builtin.layer
  )

/** The cache of the command line. */
export const cacheLayer = (persistentDir: string) => SqliteCache.layer({ location: cacheFile(persistentDir) })

/** Cache, results and data sets of the command line. */
export const storageLayer = (persistentDir: string) =>
  Layer.merge(inspectionLayer(persistentDir), cacheLayer(persistentDir))
