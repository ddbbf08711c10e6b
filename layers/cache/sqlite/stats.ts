/**
 * What a cache holds.
 */
import { Effect } from "effect"
import { isSimulatedModel } from "../../../src/domain/Generation.ts"
import type { StorageError } from "../../../src/storage/StorageError.ts"
import { openExistingCache } from "./open.ts"

/** One model's answers. */
export interface ModelStats {
  readonly model: string
  readonly revision: string | null
  readonly simulated: boolean
  readonly generations: number
  readonly promptTokens: number
  readonly completionTokens: number
}

export interface CacheStats {
  readonly location: string
  /** Bytes of the file. */
  readonly bytes: number
  readonly generations: number
  /** Later answers that differ from the first. */
  readonly alternatives: number
  /** Requests that a server refused, and that none has answered. */
  readonly failures: number
  /** The most answers first. */
  readonly models: readonly ModelStats[]
}

const selectModels =
  `SELECT json_extract(request, '$[1]') AS model, json_extract(request, '$[2]') AS revision,
    count(*) AS generations, total(prompt_tokens) AS promptTokens, total(completion_tokens) AS completionTokens
  FROM generation JOIN request USING (id) GROUP BY 1, 2 ORDER BY generations DESC, 1, 2`

/** Counts what is in the cache at `location`. */
export const cacheStats = (location: string): Effect.Effect<CacheStats, StorageError> =>
  Effect.scoped(Effect.gen(function*() {
    const { perform, prepare } = yield* openExistingCache(location)
    const number = (sql: string) => Number(prepare(sql).pluck().get())
    return yield* perform((): CacheStats => ({
      location,
      bytes: number("PRAGMA page_count") * number("PRAGMA page_size"),
      generations: number("SELECT count(*) FROM generation"),
      alternatives: number("SELECT count(*) FROM alternative"),
      failures: number("SELECT count(*) FROM failure WHERE digest NOT IN (SELECT digest FROM generation)"),
      models: (prepare(selectModels).all() as readonly Omit<ModelStats, "simulated">[]).map((row) => ({
        ...row,
        simulated: isSimulatedModel(row.model)
      }))
    }))
  }))
