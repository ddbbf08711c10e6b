/**
 * The command `introspect plot`.
 */
import * as Args from "@effect/cli/Args"
import * as Command from "@effect/cli/Command"
import * as Options from "@effect/cli/Options"
import { Effect } from "effect"
import { fileTypes } from "../../layers/plot/fileTypes.ts"
import { formatNames } from "../../layers/plot/Format.ts"
import { choicesOption } from "../options/choice.ts"
import { selectionOptions } from "../options/selection.ts"

const options = {
  names: Args.text({ name: "name" }).pipe(
    Args.withDescription("Names of figures, paper for all of them, or list to see them"),
    Args.atLeast(1)
  ),
  format: choicesOption(
    "format",
    formatNames,
    "Size: a column of a paper, 3.03 in wide and without a title, or a website (default paper)"
  ),
  type: choicesOption("type", fileTypes, "File types (default pdf for a paper, svg for a website)"),
  out: Options.text("out").pipe(
    Options.withPseudoName("folder"),
    Options.withDescription(
      "Where to put pictures and tables; of several formats each gets a folder in it (default plots/FORMAT under "
        + "--persistent-dir)"
    ),
    Options.optional
  ),
  ...selectionOptions
}

export const plot = Command.make(
  "plot",
  options,
  (flags) =>
    Effect.flatMap(
      Effect.promise(() => import("../programs/reporting/plot.ts")),
      (program) => program.plot(flags)
    )
).pipe(Command.withDescription("Draw figures of stored results, each with its table as Parquet and CSV"))
