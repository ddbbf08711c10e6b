/**
 * The command `introspect transcript`.
 */
import * as Args from "@effect/cli/Args"
import * as Command from "@effect/cli/Command"
import * as Options from "@effect/cli/Options"
import { Effect } from "effect"
import { choiceOption, countOption } from "../options/choice.ts"
import { storageOptions } from "../options/storage.ts"
import { idArgument, outFile, transcriptFormats } from "../options/stored.ts"

const options = {
  ids: idArgument().pipe(Args.atLeast(1)),
  idx: countOption("idx", 0, "The observation: its row within the data set's split, from 0"),
  format: choiceOption("format", transcriptFormats, "What to write (default markdown)").pipe(
    Options.withDefault("markdown" as const)
  ),
  variations: Options.boolean("variations").pipe(
    Options.withDescription(
      "Also every other stored experiment with the same model, data set, split, seed and task"
    )
  ),
  standalone: Options.boolean("standalone").pipe(
    Options.withDescription("LaTeX as a document of its own, with the macros; else to be included in one")
  ),
  out: outFile,
  ...storageOptions
}

export const transcript = Command.make(
  "transcript",
  options,
  (flags) =>
    Effect.flatMap(
      Effect.promise(() => import("../programs/transcript.ts")),
      (program) => program.transcript(flags)
    )
).pipe(
  Command.withDescription(
    "All that was said about one observation, typeset: prompts, answers, readings, and what was changed"
  )
)
