/**
 * From Postgres' error codes to errors that say what to do.
 */
import { StorageError, type StorageReason } from "../../../src/storage/StorageError.ts"

/** A code's beginning (SQLSTATE, or a system's) -> what it means here, and what a person can do about it. */
const meanings: readonly (readonly [code: string, reason: StorageReason, advice: string])[] = [
  ["28", "Unwritable", "the user or the password is refused"],
  ["3D000", "Missing", "there is no such database; make it (createdb), or name another"],
  ["42501", "Unwritable", "the user may not make or write tables there"],
  ["53100", "Full", "the server's disk is full; make room, and run the same command again"],
  ["53300", "Held", "the server has no connection left"],
  ["ECONNREFUSED", "Failed", "no server listens there"],
  ["ENOTFOUND", "Failed", "there is no such host"],
  ["EAI_AGAIN", "Failed", "the host's name cannot be looked up"]
]

/** What passes: the server restarts, the connection breaks, two transactions meet. */
const passing = ["08", "40", "57P0", "53300", "ECONNREFUSED", "ECONNRESET", "EPIPE", "ETIMEDOUT"]

/** The innermost cause: the client wraps the driver's error. */
const rootOf = (error: unknown): { readonly code: string; readonly message: string } => {
  let current = error
  while (current instanceof Error && current.cause !== undefined && !("code" in current)) {
    current = current.cause
  }
  const code = current instanceof Error && "code" in current ? String(current.code) : ""
  return { code, message: current instanceof Error ? current.message : String(current) }
}

/** Whether the same may succeed a little later. */
export const isPassing = (error: unknown): boolean => {
  const { code, message } = rootOf(error)
  return passing.some((prefix) => code.startsWith(prefix)) || /connection terminated/i.test(message)
}

/** What a failure of the database means; what already is a `StorageError` stays as it is. */
export const postgresError = (location: string) => (error: unknown): StorageError => {
  if (error instanceof StorageError) return error
  const { code, message } = rootOf(error)
  const known = meanings.find(([prefix]) => code.startsWith(prefix))
  const [, reason, advice] = known ?? [code, "Failed" as const, "Postgres could not do it"]
  return new StorageError({ reason, location, message: `${location}: ${advice} (${message || code})` })
}
