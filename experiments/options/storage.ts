/**
 * The flag that says where everything is kept.
 */
import * as Options from "@effect/cli/Options"
import { Config } from "effect"

export const persistentDir = Options.text("persistent-dir").pipe(
  Options.withPseudoName("folder"),
  Options.withDescription(
    "Where generations and results are kept (default $INTROSPECT_DIR, else ./introspect-data)"
  ),
  Options.withFallbackConfig(Config.string("INTROSPECT_DIR")),
  Options.withDefault("introspect-data")
)
