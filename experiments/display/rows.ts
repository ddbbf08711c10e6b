/**
 * How many rows of a cache have been gone through.
 */
import { Effect, type Scope } from "effect"
import { showTicking } from "./ticking.ts"

/** Shows a growing number of rows until the scope closes; gives what counts them. */
export const showRows = (
  what: string
): Effect.Effect<
  { readonly set: (rows: number) => void; readonly add: (rows: number) => void },
  never,
  Scope.Scope
> =>
  Effect.suspend(() => {
    let done = 0
    const text = () => `${what}: ${done} rows`
    return Effect.as(
      showTicking({ bar: text, line: () => ({ text: text(), facts: { rows: done } }), isKept: false }),
      {
        set: (rows: number) => {
          done = rows
        },
        add: (rows: number) => {
          done += rows
        }
      }
    )
  })
