/**
 * The commands `introspect datasets` and `introspect datasets show`.
 */
import * as Args from "@effect/cli/Args"
import * as Command from "@effect/cli/Command"
import * as Options from "@effect/cli/Options"
import { Effect } from "effect"
import { Split } from "../../src/domain/Observation.ts"
import { choiceOption, countOption } from "../options/choice.ts"
import { readingOptions } from "../options/reading.ts"
import { persistentDir } from "../options/storage.ts"

const json = Options.boolean("json").pipe(Options.withDescription("Print one JSON document"))

const show = Command.make(
  "show",
  {
    dataset: Args.text({ name: "dataset" }).pipe(
      Args.withDescription("A name of the list, the path of a file, or hub:owner/name")
    ),
    split: choiceOption("split", Split.literals, "Part of the data set (default test)").pipe(
      Options.withDefault("test" as const)
    ),
    idx: countOption("idx", 0, "Which observation of the split, before any shuffling (default 0)").pipe(
      Options.withDefault(0)
    ),
    ...readingOptions,
    persistentDir,
    json
  },
  (flags) =>
    Effect.flatMap(
      Effect.promise(() => import("../programs/showDataset.ts")),
      (program) => program.showDataset(flags)
    )
).pipe(Command.withDescription("Print one observation, and what the split consists of"))

export const datasets = Command.make(
  "datasets",
  { persistentDir, json },
  (flags) =>
    Effect.flatMap(
      Effect.promise(() => import("../programs/datasets.ts")),
      (program) => program.datasets(flags)
    )
).pipe(
  Command.withDescription("List the data sets, and which of them are on this machine"),
  Command.withSubcommands([show])
)
