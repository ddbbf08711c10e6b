/**
 * All flags of `introspect run`; a settings file and the environment can hold them too.
 */
import * as Options from "@effect/cli/Options"
import { clientOptions } from "./client.ts"
import { controlOptions } from "./controls.ts"
import { experimentOptions } from "./experiment.ts"
import { runOptions } from "./run.ts"
import { storageOptions } from "./storage.ts"

/** The name that a file of settings and a configuration share: files end in .yaml, .yml or .json. */
const config = Options.text("config").pipe(
  Options.withPseudoName("file|name"),
  Options.withDescription(
    "A file of settings, .yaml or .json, with flags by their names (a flag wins over a variable such as "
      + "$INTROSPECT_MODEL_NAME, and that over the file); or the configuration of a data set of the Hub"
  ),
  Options.optional
)

export const everyRunFlag = {
  ...experimentOptions,
  ...clientOptions,
  ...runOptions,
  ...controlOptions,
  ...storageOptions,
  config
}
