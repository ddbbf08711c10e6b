/**
 * The command `introspect id`. It takes the flags of `run`, so that a command line can be used for both.
 */
import * as Command from "@effect/cli/Command"
import { Effect } from "effect"
import { clientOptions } from "../options/client.ts"
import { experimentOptions } from "../options/experiment.ts"
import { runOptions } from "../options/run.ts"
import { storageOptions } from "../options/storage.ts"

export const id = Command.make(
  "id",
  { ...experimentOptions, ...clientOptions, ...runOptions, ...storageOptions },
  (flags) => Effect.flatMap(Effect.promise(() => import("../programs/id.ts")), (program) => program.id(flags))
).pipe(Command.withDescription("Print the id of the experiment that the flags of `run` define"))
