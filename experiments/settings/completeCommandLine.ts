/**
 * Completes a command line that may have a file of settings; what that takes is loaded only then.
 */
import { Effect } from "effect"
import type { UsageError } from "../errors/UsageError.ts"
import type { CommandLine } from "./CommandLine.ts"

const takesSettings = ([command, subcommand]: readonly string[]): boolean =>
  command === "run" || (command === "config" && subcommand === "show")

/** Writes out what a command line says by a file (`--config FILE`) and by variables; loaded only where it may. */
export const completeCommandLine = (
  given: readonly string[],
  env: { readonly [name: string]: string | undefined }
): Effect.Effect<CommandLine, UsageError> =>
  takesSettings(given)
    ? Effect.flatMap(Effect.promise(() => import("./complete.ts")), ({ complete }) => complete(given, env))
    : Effect.succeed({ words: given, settings: [] })
