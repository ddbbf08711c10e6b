/**
 * The command `introspect sweep`.
 */
import * as Command from "@effect/cli/Command"
import { Effect } from "effect"
import { sweepOptions } from "../options/sweep.ts"

export const sweep = Command.make(
  "sweep",
  sweepOptions,
  (flags) =>
    Effect.flatMap(
      Effect.promise(() => import("../programs/sweep/sweep.ts")),
      (program) => program.sweep(flags)
    )
).pipe(Command.withDescription("Run a grid of experiments at once, or go on where it stopped"))
