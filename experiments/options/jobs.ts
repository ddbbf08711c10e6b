/**
 * Flags of the commands about cluster jobs.
 */
import * as Args from "@effect/cli/Args"
import * as Options from "@effect/cli/Options"
import { Effect, Either, Schema } from "effect"
import { TaskName } from "../../src/domain/Variation.ts"
import { WallTime } from "../../src/jobs/wallTime.ts"
import { choiceOption, invalid } from "./choice.ts"

export const cluster = Options.text("cluster").pipe(
  Options.withPseudoName("profile"),
  Options.withDescription("The cluster: mila, narval, generic, or the path of a profile of your own")
)

const grid = Args.text({ name: "grid" }).pipe(
  Args.withDescription("The grid, as of `introspect sweep`: YAML or JSON, such as jobs/paper.yaml")
)

const only = Options.text("only").pipe(
  Options.withPseudoName("cells"),
  Options.withDescription(
    "Only cells whose label or id has this in it, or is like it where * and ? stand for anything; may be repeated"
  ),
  Options.repeated
)

const task = Options.optional(choiceOption("task", TaskName.literals, "Only cells of this task"))

/** Which cells of which grid, and where. */
export const gridOptions = { grid, cluster, only, task }

export const one = Options.boolean("one").pipe(Options.withDescription("Only the first cell that is open"))

export const json = Options.boolean("json").pipe(Options.withDescription("Print one JSON document"))

/** A time of a job in minutes. */
export const timeOption = (name: string, fallback: string, description: string): Options.Options<number> =>
  Options.text(name).pipe(
    Options.withPseudoName("h:mm"),
    Options.withDescription(`${description} (default ${fallback})`),
    Options.withDefault(fallback),
    Options.mapEffect((text) =>
      Either.match(Schema.decodeEither(WallTime)(text), {
        onLeft: () => invalid(name, `${JSON.stringify(text)} is no time of a job: write h:mm, such as 3:00`),
        onRight: (minutes) => Effect.succeed(minutes)
      })
    )
  )
