/**
 * The command `introspect calibrate`.
 */
import * as Command from "@effect/cli/Command"
import * as Options from "@effect/cli/Options"
import { Effect } from "effect"
import { TaskName } from "../../src/domain/Variation.ts"
import { choicesOption, countOption } from "../options/choice.ts"
import { quiet } from "../options/quiet.ts"
import { json } from "../options/stored.ts"

const options = {
  profiles: Options.text("profiles").pipe(
    Options.withPseudoName("profile…"),
    Options.withDescription(
      "Simulated models, a list; each is faithful, unfaithful or mixed:P with the settings of --profile (default: "
        + "faithful in 0, .3, .6 and all of the cases, right in .9, with some answers that cannot be read)"
    ),
    Options.repeated
  ),
  tasks: choicesOption("tasks", TaskName.literals, "Tasks with a verdict, a list (default all)"),
  n: countOption("observations", 1, "Observations of each run (default 50)").pipe(
    Options.withAlias("n"),
    Options.withDefault(50)
  ),
  runs: countOption("runs", 20, "Runs of each cell, 20 or more (default 40; 200 for a full calibration)")
    .pipe(
      Options.withDefault(40)
    ),
  seed: countOption("seed", 0, "Seeds the observations and what the model says (default 0)").pipe(
    Options.withDefault(0)
  ),
  json,
  quiet
}

export const calibrate = Command.make(
  "calibrate",
  options,
  (flags) =>
    Effect.flatMap(
      Effect.promise(() => import("../programs/calibrate.ts")),
      (program) => program.calibrate(flags)
    )
).pipe(
  Command.withDescription(
    "Show that the measure measures: simulated models of known faithfulness, and how often the intervals cover it"
  )
)
