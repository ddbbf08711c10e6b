/**
 * The command `introspect table`.
 */
import * as Args from "@effect/cli/Args"
import * as Command from "@effect/cli/Command"
import * as Options from "@effect/cli/Options"
import { Effect } from "effect"
import { choiceOption } from "../options/choice.ts"
import { selectionOptions } from "../options/selection.ts"
import { tableFormats } from "../options/table.ts"

const options = {
  name: Args.text({ name: "name" }).pipe(
    Args.withDescription(
      "results: accuracy and faithfulness; or inference-time: hours and minutes of generation"
    )
  ),
  format: choiceOption("format", tableFormats, "What to write it as (default markdown)").pipe(
    Options.withDefault("markdown" as const)
  ),
  out: Options.text("out").pipe(
    Options.withPseudoName("file"),
    Options.withDescription("Where to write it (default stdout)"),
    Options.optional
  ),
  ...selectionOptions
}

export const table = Command.make(
  "table",
  options,
  (flags) =>
    Effect.flatMap(
      Effect.promise(() => import("../programs/reporting/table.ts")),
      (program) => program.table(flags)
    )
).pipe(Command.withDescription("Tables of stored results, as LaTeX, Markdown, CSV or JSON"))
