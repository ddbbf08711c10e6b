/**
 * The command `introspect models`.
 */
import * as Command from "@effect/cli/Command"
import * as Options from "@effect/cli/Options"
import { Effect } from "effect"
import { modelsOption } from "../options/experiment.ts"

const options = {
  models: modelsOption,
  json: Options.boolean("json").pipe(Options.withDescription("Print the list as one JSON document"))
}

export const models = Command.make(
  "models",
  options,
  (flags) =>
    Effect.flatMap(Effect.promise(() => import("../programs/models.ts")), (program) => program.models(flags))
).pipe(Command.withDescription("List the models that have short names"))
