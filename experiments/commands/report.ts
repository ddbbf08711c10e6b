/**
 * The command `introspect report`.
 */
import * as Args from "@effect/cli/Args"
import * as Command from "@effect/cli/Command"
import * as Options from "@effect/cli/Options"
import { Effect } from "effect"
import { countOption } from "../options/choice.ts"
import { storageOptions } from "../options/storage.ts"
import { idArgument } from "../options/stored.ts"

const options = {
  ids: idArgument().pipe(Args.repeated),
  out: Options.text("out").pipe(
    Options.withPseudoName("file|folder"),
    Options.withDescription("Where to write it (default report.html)"),
    Options.withDefault("report.html")
  ),
  examples: countOption(
    "examples",
    0,
    "How many transcripts of each kind to show of an experiment (default 1)"
  ).pipe(Options.withDefault(1)),
  ...storageOptions
}

export const report = Command.make(
  "report",
  options,
  (flags) =>
    Effect.flatMap(
      Effect.promise(() => import("../programs/report.ts")),
      (program) => program.report(flags)
    )
).pipe(
  Command.withDescription(
    "One HTML file about the named experiments, or about all: figures, controls, cautions, examples, how to reproduce"
  )
)
