/**
 * How busy a server says that it is.
 */
import type { Effect, Scope } from "effect"
import type { GenerateError } from "../domain/GenerateError.ts"

/** The requests of all clients of a server at one moment. */
export interface ServerLoad {
  /** Being generated now. */
  readonly running: number
  /** In the server's queue. */
  readonly waiting: number
  /** The share of the memory for contexts that is in use, 0 to 1; null where it is not told. */
  readonly memory: number | null
}

/** Opens a connection by which a server is asked for its load; null where it does not tell. */
export type LoadReader = Effect.Effect<
  Effect.Effect<ServerLoad | null, GenerateError>,
  GenerateError,
  Scope.Scope
>
