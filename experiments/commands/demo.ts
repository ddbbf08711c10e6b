/**
 * The command `introspect demo`, which `npm start` runs.
 */
import * as Command from "@effect/cli/Command"
import { Effect } from "effect"
import { quiet } from "../options/quiet.ts"
import { persistentDir } from "../options/storage.ts"

export const demo = Command.make(
  "demo",
  { persistentDir, quiet },
  (flags) =>
    Effect.flatMap(Effect.promise(() => import("../programs/demo.ts")), (program) => program.demo(flags))
).pipe(Command.withDescription("Run every task on the built-in samples with the simulated model"))
