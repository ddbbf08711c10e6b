/**
 * `introspect models`: the models by short names.
 */
import { Effect, type Option } from "effect"
import { modelsTable } from "../display/models.ts"
import { print } from "../process/print.ts"
import { readModels } from "../setup/inputs.ts"

/** Prints the models, those of a user's own list with them. */
export const models = Effect.fnUntraced(function*(flags: {
  readonly models: Option.Option<string>
  readonly json: boolean
}) {
  const registry = yield* readModels(flags.models)
  yield* print(flags.json ? JSON.stringify(registry) : modelsTable(registry))
})
