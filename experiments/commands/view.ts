/**
 * The command `introspect view`.
 */
import * as Command from "@effect/cli/Command"
import * as Options from "@effect/cli/Options"
import { Effect } from "effect"
import { countOption } from "../options/choice.ts"
import { storageOptions } from "../options/storage.ts"

export const view = Command.make(
  "view",
  {
    port: countOption("port", 0, "Port on 127.0.0.1; 0 for any free one (default 8090)").pipe(
      Options.withDefault(8090)
    ),
    ...storageOptions
  },
  (flags) =>
    Effect.flatMap(
      Effect.promise(() => import("../programs/view.ts")),
      (program) => program.view(flags)
    )
).pipe(
  Command.withDescription("Look at experiments and conversations in the browser, also while a run goes on")
)
