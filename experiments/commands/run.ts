/**
 * The command `introspect run`.
 */
import * as Command from "@effect/cli/Command"
import { Effect } from "effect"
import { everyRunFlag } from "../options/everyRunFlag.ts"

export const run = Command.make(
  "run",
  everyRunFlag,
  (flags) =>
    Effect.flatMap(Effect.promise(() => import("../programs/run.ts")), (program) => program.run(flags))
).pipe(Command.withDescription("Run one experiment, or go on where it stopped"))
