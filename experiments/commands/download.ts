/**
 * The command `introspect download`.
 */
import * as Args from "@effect/cli/Args"
import * as Command from "@effect/cli/Command"
import * as Options from "@effect/cli/Options"
import { Effect } from "effect"
import { quiet } from "../options/quiet.ts"
import { readingOptions } from "../options/reading.ts"
import { persistentDir } from "../options/storage.ts"

const options = {
  named: Args.text({ name: "dataset" }).pipe(
    Args.withDescription("The same as --datasets"),
    Args.repeated
  ),
  datasets: Options.text("datasets").pipe(
    Options.withPseudoName("name…"),
    Options.withDescription(
      "What to download, a list: names that `introspect datasets` lists, or hub:owner/name (default: those of the paper)"
    ),
    Options.repeated
  ),
  ...readingOptions,
  persistentDir,
  json: Options.boolean("json").pipe(Options.withDescription("Print what is there as one JSON document")),
  quiet
}

export const download = Command.make(
  "download",
  options,
  (flags) =>
    Effect.flatMap(
      Effect.promise(() => import("../programs/download.ts")),
      (program) => program.download(flags)
    )
).pipe(Command.withDescription("Download data sets from where they are published; what is there stays"))
