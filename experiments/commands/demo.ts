/**
 * The command `introspect demo`, which `npm start` runs.
 */
import * as Command from "@effect/cli/Command"
import * as Options from "@effect/cli/Options"
import { Effect } from "effect"
import { persistentDir } from "../options/storage.ts"

const options = {
  persistentDir,
  quiet: Options.boolean("quiet").pipe(Options.withDescription("No progress"))
}

export const demo = Command.make(
  "demo",
  options,
  (flags) =>
    Effect.flatMap(Effect.promise(() => import("../programs/demo.ts")), (program) => program.demo(flags))
).pipe(Command.withDescription("Run every task on the built-in samples with the simulated model"))
