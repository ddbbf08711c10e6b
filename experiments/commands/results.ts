/**
 * The commands `introspect results …`.
 */
import * as Command from "@effect/cli/Command"
import * as Options from "@effect/cli/Options"
import { Effect } from "effect"
import { choiceOption, countOption } from "../options/choice.ts"
import { persistentDir, storageOptions } from "../options/storage.ts"
import { exportFormats, exportTables, idArgument, json, outFile } from "../options/stored.ts"

const list = Command.make(
  "list",
  { persistentDir, json },
  (flags) =>
    Effect.flatMap(
      Effect.promise(() => import("../programs/results/list.ts")),
      (program) => program.list(flags)
    )
).pipe(Command.withDescription("All experiments, with their figures"))

const show = Command.make(
  "show",
  {
    id: idArgument(),
    idx: Options.optional(countOption("idx", 0, "Show this observation: its prompts, answers and readings")),
    ...storageOptions,
    json
  },
  (flags) =>
    Effect.flatMap(
      Effect.promise(() => import("../programs/results/show.ts")),
      (program) => program.show(flags)
    )
).pipe(Command.withDescription("One experiment, or one of its observations"))

const exportCommand = Command.make(
  "export",
  {
    id: idArgument(),
    format: choiceOption("format", exportFormats, "Format of the table (default jsonl)").pipe(
      Options.withDefault("jsonl" as const)
    ),
    table: choiceOption(
      "table",
      exportTables,
      "Which rows: one for each observation, or one for each of its controls (default observations)"
    ).pipe(Options.withDefault("observations" as const)),
    out: outFile,
    ...storageOptions
  },
  (flags) =>
    Effect.flatMap(
      Effect.promise(() => import("../programs/results/export.ts")),
      (program) => program.exportResults(flags)
    )
).pipe(Command.withDescription("One row for each observation, with prompts, answers and readings"))

const diff = Command.make(
  "diff",
  {
    one: idArgument("id1"),
    other: idArgument("id2"),
    show: countOption("show", 0, "How many differences to show (default 20)").pipe(Options.withDefault(20)),
    persistentDir,
    json
  },
  (flags) =>
    Effect.flatMap(
      Effect.promise(() => import("../programs/results/diff.ts")),
      (program) => program.diff(flags)
    )
).pipe(
  Command.withDescription("Observations that two experiments on the same data read or judged differently")
)

const rm = Command.make(
  "rm",
  {
    id: idArgument(),
    yes: Options.boolean("yes").pipe(Options.withDescription("Do not ask")),
    persistentDir
  },
  (flags) =>
    Effect.flatMap(
      Effect.promise(() => import("../programs/results/rm.ts")),
      (program) => program.rm(flags)
    )
).pipe(Command.withDescription("Remove an experiment's records and summary, never its generations"))

const annotations = Command.make(
  "annotations",
  { id: idArgument(), persistentDir },
  (flags) =>
    Effect.flatMap(
      Effect.promise(() => import("../programs/results/annotations.ts")),
      (program) => program.annotations(flags)
    )
).pipe(
  Command.withDescription(
    "Corrections of readings that were made in the viewer, as rows of the readers' tests"
  )
)

export const results = Command.make("results").pipe(
  Command.withDescription("Look at stored results, export, compare or remove them"),
  Command.withSubcommands([list, show, exportCommand, diff, annotations, rm])
)
