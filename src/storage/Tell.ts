/**
 * How long work says how far it is.
 */
import { Effect, type Scope } from "effect"

/** Hears what is being done, how much of it is done, and of how much; null where nobody knows. */
export type Tell = (what: string, done: number, total: number | null) => void

/** Tells nobody. */
export const tellNobody: Tell = () => {}

/** Shows what is told until the scope closes. */
export type Showing = Effect.Effect<Tell, never, Scope.Scope>

/** Shows nothing. */
export const showNobody: Showing = Effect.succeed(tellNobody)

/** A growing number of rows, told as such. */
export const tellRows = (tell: Tell, what: string): (rows: number) => void => {
  let done = 0
  return (rows) => tell(what, done += rows, null)
}
