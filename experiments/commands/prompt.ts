/**
 * The command `introspect prompt`. It takes the flags of `run`, so that a command line can be used for both.
 */
import * as Command from "@effect/cli/Command"
import { Effect } from "effect"
import { countOption } from "../options/choice.ts"
import { clientOptions } from "../options/client.ts"
import { experimentOptions } from "../options/experiment.ts"
import { runOptions } from "../options/run.ts"
import { storageOptions } from "../options/storage.ts"

const idx = countOption("idx", 0, "Which observation: its row in the split, from 0")

export const prompt = Command.make(
  "prompt",
  { ...experimentOptions, ...clientOptions, ...runOptions, ...storageOptions, idx },
  (flags) =>
    Effect.flatMap(Effect.promise(() => import("../programs/prompt.ts")), (program) => program.prompt(flags))
).pipe(
  Command.withDescription(
    "Print the prompts about one observation, exactly as `run` with these flags sends them, and the answers that are "
      + "stored already; nothing is asked"
  )
)
