/**
 * The command `introspect run`.
 */
import * as Command from "@effect/cli/Command"
import { Effect } from "effect"
import { clientOptions } from "../options/client.ts"
import { controlOptions } from "../options/controls.ts"
import { experimentOptions } from "../options/experiment.ts"
import { runOptions } from "../options/run.ts"
import { storageOptions } from "../options/storage.ts"

export const run = Command.make(
  "run",
  { ...experimentOptions, ...clientOptions, ...runOptions, ...controlOptions, ...storageOptions },
  (flags) =>
    Effect.flatMap(Effect.promise(() => import("../programs/run.ts")), (program) => program.run(flags))
).pipe(Command.withDescription("Run one experiment, or go on where it stopped"))
