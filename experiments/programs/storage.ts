/**
 * Where a run keeps things, under the persistent directory.
 */
import { Effect, Layer, Option, type Redacted } from "effect"
import * as SqliteCache from "../../layers/cache/Sqlite.ts"
import * as Builtin from "../../layers/datasets/builtin.ts"
import * as SqliteResults from "../../layers/results/Sqlite.ts"
import type { GenerationCache } from "../../src/storage/GenerationCache.ts"
import type { StorageError } from "../../src/storage/StorageError.ts"
import type { StorageFlags } from "../options/storage.ts"
import { cacheFile, resultsFolder } from "./paths.ts"

/** Results and data sets only to be looked at: nothing is made or changed. */
export const inspectionLayer = (persistentDir: string) =>
  Layer.merge(
    SqliteResults.layer({ folder: resultsFolder(persistentDir) }),
    Builtin.layer
  )

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

/** Cache, results and data sets of the command line. */
export const storageLayer = (flags: StorageFlags) =>
  Layer.merge(inspectionLayer(flags.persistentDir), cacheLayer(flags))
