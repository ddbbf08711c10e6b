/**
 * Results go to stdout, and nothing else does.
 */
import { Effect } from "effect"
import { canShowStatus, clearStatus } from "../display/statusLine.ts"

/** Writes a text and a newline to stdout; a status that the terminal shows goes first, since it would rub lines out later. */
export const print = (text: string): Effect.Effect<void> =>
  Effect.async((resume) => {
    if (canShowStatus()) clearStatus()
    process.stdout.write(`${text}\n`, () => resume(Effect.void))
  })
