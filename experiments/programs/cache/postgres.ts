/**
 * What is done to a cache in Postgres; loaded when there is one: a file needs no driver of a server.
 */
import { Effect, type Redacted } from "effect"
import { connect } from "../../../layers/cache/postgres/Connection.ts"
import { postgresStats } from "../../../layers/cache/postgres/stats.ts"
import { verifyPostgres } from "../../../layers/cache/postgres/verify.ts"

export { delivered, fetched, scratchFolder } from "../../../layers/cache/scratch.ts"

/** Counts what is in it. */
export const statsAt = (url: Redacted.Redacted) => Effect.scoped(Effect.flatMap(connect(url), postgresStats))

/** Computes every digest again. */
export const verifyAt = (url: Redacted.Redacted, tell: (rows: number) => void) =>
  Effect.scoped(Effect.flatMap(connect(url), (connection) =>
    Effect.map(
      verifyPostgres(connection, tell),
      (verified) => ({ ...verified, location: connection.location })
    )))
