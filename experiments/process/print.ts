/**
 * Results go to stdout, and nothing else does.
 */
import { Effect } from "effect"

/** Writes a text and a newline to stdout. */
export const print = (text: string): Effect.Effect<void> =>
  Effect.async((resume) => {
    process.stdout.write(`${text}\n`, () => resume(Effect.void))
  })
