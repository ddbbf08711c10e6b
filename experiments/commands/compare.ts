/**
 * The command `introspect compare`.
 */
import * as Args from "@effect/cli/Args"
import * as Command from "@effect/cli/Command"
import * as Options from "@effect/cli/Options"
import { Effect } from "effect"
import { countOption } from "../options/choice.ts"
import { persistentDir } from "../options/storage.ts"
import { idArgument, json } from "../options/stored.ts"

const options = {
  ids: idArgument().pipe(Args.atLeast(2)),
  allPairs: Options.boolean("all-pairs").pipe(
    Options.withDescription("Compare every one with each other, not only the first with the rest")
  ),
  exact: Options.boolean("exact").pipe(
    Options.withDescription("Exact p values of McNemar's test instead of mid-p, which is less conservative")
  ),
  seed: countOption("seed", 0, "Seeds the bootstrap (default 0)").pipe(Options.withDefault(0)),
  csv: Options.boolean("csv").pipe(
    Options.withDescription("Print a table in CSV: a row for each pair and measure")
  ),
  persistentDir,
  json
}

export const compare = Command.make(
  "compare",
  options,
  (flags) =>
    Effect.flatMap(
      Effect.promise(() => import("../programs/compare.ts")),
      (program) => program.compare(flags)
    )
).pipe(
  Command.withDescription(
    "Compare results on the same data, observation by observation: differences with intervals and tests"
  )
)
