/**
 * The command `introspect simulate`.
 */
import * as Command from "@effect/cli/Command"
import * as Options from "@effect/cli/Options"
import { Effect } from "effect"
import { countOption } from "../options/choice.ts"
import { profileOption } from "../options/client.ts"
import { durationOption } from "../options/duration.ts"
import { experimentOptions } from "../options/experiment.ts"

const options = {
  port: countOption("port", 0, "Port on 127.0.0.1; 0 for any free one (default 8080)").pipe(
    Options.withDefault(8080)
  ),
  profile: profileOption,
  latency: durationOption("latency", "0ms", "How long each generation takes"),
  pack: experimentOptions.pack
}

export const simulate = Command.make(
  "simulate",
  options,
  (flags) =>
    Effect.flatMap(
      Effect.promise(() => import("../programs/simulate.ts")),
      (program) => program.simulate(flags)
    )
).pipe(
  Command.withDescription(
    "Serve the simulated model by TGI's and OpenAI's routes, to try everything without a GPU"
  )
)
