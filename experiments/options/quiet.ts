/**
 * The flag by which only warnings and errors are said.
 */
import * as Options from "@effect/cli/Options"

/** What a program does with it: `display/quiet.ts`. */
export const quiet = Options.boolean("quiet").pipe(
  Options.withDescription("No progress: stderr has warnings and errors only")
)
