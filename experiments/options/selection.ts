/**
 * Flags that choose stored experiments, for figures and tables.
 */
import * as Options from "@effect/cli/Options"
import type { Option } from "effect"
import { Split } from "../../src/domain/Observation.ts"
import { TaskName } from "../../src/domain/Variation.ts"
import type { Selection } from "../../src/reporting/Selection.ts"
import { choiceOption, choicesOption, countOption } from "./choice.ts"
import { modelsOption } from "./experiment.ts"
import { persistentDir } from "./storage.ts"

const names = (name: string, description: string) =>
  Options.text(name).pipe(
    Options.withPseudoName("name…"),
    Options.withDescription(description),
    Options.repeated
  )

export const selectionOptions = {
  modelNames: names("model-names", "Only these models, and in this order (default all)"),
  datasets: names("datasets", "Only these data sets, and in this order (default all)"),
  tasks: choicesOption("tasks", TaskName.literals, "Only these tasks (default all)"),
  split: choiceOption("split", Split.literals, "Part of the data sets (default test)").pipe(
    Options.withDefault("test" as const)
  ),
  seed: countOption("seed", 0, "Results of this seed (default 0)").pipe(Options.withDefault(0)),
  taskConfig: Options.text("task-config").pipe(
    Options.withPseudoName("flag…"),
    Options.withDescription(
      "Results with these variations of the prompts, beside those that a figure varies (default none)"
    ),
    Options.repeated
  ),
  exclude: Options.text("exclude").pipe(
    Options.withPseudoName("part of an id…"),
    Options.withDescription("Leave out results with such an id"),
    Options.repeated
  ),
  models: modelsOption,
  persistentDir
}

/** The values of these flags. */
export interface SelectionFlags extends Pick<Selection, "datasets" | "exclude" | "seed" | "split" | "tasks"> {
  readonly modelNames: readonly string[]
  readonly taskConfig: readonly string[]
  readonly models: Option.Option<string>
  readonly persistentDir: string
}
