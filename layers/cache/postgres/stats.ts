/**
 * What a cache in Postgres holds.
 */
import { Effect } from "effect"
import { isSimulatedModel } from "../../../src/domain/Generation.ts"
import type { StorageError } from "../../../src/storage/StorageError.ts"
import type { CacheStats } from "../sqlite/stats.ts"
import type { Connection } from "./Connection.ts"

const selectModels =
  `SELECT request::json->>1 AS model, request::json->>2 AS revision, count(*)::float8 AS generations,
    coalesce(sum(prompt_tokens), 0)::float8 AS prompt_tokens,
    coalesce(sum(completion_tokens), 0)::float8 AS completion_tokens
  FROM introspect_generation GROUP BY 1, 2 ORDER BY generations DESC, 1, 2`
const selectCounts = `SELECT
    (SELECT sum(pg_total_relation_size(relation)) FROM unnest(ARRAY['introspect_generation', 'introspect_alternative',
      'introspect_failure']::regclass[]) AS relation)::float8 AS bytes,
    (SELECT count(*) FROM introspect_generation)::float8 AS generations,
    (SELECT count(*) FROM introspect_alternative)::float8 AS alternatives,
    (SELECT count(*) FROM introspect_failure WHERE digest NOT IN (SELECT digest FROM introspect_generation))::float8
      AS failures`

/** Counts what is in the cache. */
export const postgresStats = ({ location, run }: Connection): Effect.Effect<CacheStats, StorageError> =>
  Effect.gen(function*() {
    const [counts] = yield* run(selectCounts, [])
    const models = yield* run(selectModels, [])
    const count = (what: string) => Number(counts?.[what] ?? 0)
    return {
      location,
      bytes: count("bytes"),
      generations: count("generations"),
      alternatives: count("alternatives"),
      failures: count("failures"),
      models: models.map((row) => ({
        model: String(row["model"]),
        revision: typeof row["revision"] === "string" ? row["revision"] : null,
        simulated: isSimulatedModel(String(row["model"])),
        generations: Number(row["generations"]),
        promptTokens: Number(row["prompt_tokens"]),
        completionTokens: Number(row["completion_tokens"])
      }))
    }
  })
