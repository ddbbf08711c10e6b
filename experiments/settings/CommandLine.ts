/**
 * The command line as it is meant: with the settings of its file and of the environment written out.
 */
import { Context } from "effect"
import type { Setting } from "./resolve.ts"

/** A command line and its settings, if its command takes any. */
export interface CommandLine {
  readonly words: readonly string[]
  readonly settings: readonly Setting[]
}

/** The command line of this process. */
export class CurrentCommandLine extends Context.Reference<CurrentCommandLine>()("introspect/CommandLine", {
  defaultValue: (): CommandLine => ({ words: process.argv.slice(2), settings: [] })
}) {}
