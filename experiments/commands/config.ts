/**
 * The command `introspect config show`.
 */
import * as Command from "@effect/cli/Command"
import * as Options from "@effect/cli/Options"
import { Effect } from "effect"
import { everyRunFlag } from "../options/everyRunFlag.ts"

/** The flags of `run`, of which none has to be there. */
const shownFlags = {
  ...everyRunFlag,
  dataset: Options.optional(everyRunFlag.dataset),
  task: Options.optional(everyRunFlag.task)
}

const show = Command.make(
  "show",
  shownFlags,
  ({ json }) =>
    Effect.flatMap(
      Effect.promise(() => import("../programs/config.ts")),
      (program) => program.showConfig(json)
    )
).pipe(Command.withDescription("Print each setting of a run, and where its value is from"))

export const config = Command.make("config").pipe(
  Command.withDescription("Show what the flags, the environment and a file of settings come to, for `run`"),
  Command.withSubcommands([show])
)
