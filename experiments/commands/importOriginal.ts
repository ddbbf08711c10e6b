/**
 * The command `introspect import-original`.
 */
import * as Args from "@effect/cli/Args"
import * as Command from "@effect/cli/Command"
import { Effect } from "effect"
import { storageOptions } from "../options/storage.ts"
import { json } from "../options/stored.ts"

export const importOriginal = Command.make(
  "import-original",
  {
    folder: Args.text({ name: "folder" }).pipe(
      Args.withDescription(
        "The persistent directory of the Python original (AndreasMadsen/llm-introspection)"
      )
    ),
    ...storageOptions,
    json
  },
  (flags) =>
    Effect.flatMap(
      Effect.promise(() => import("../programs/importOriginal.ts")),
      (program) => program.importFolder(flags)
    )
).pipe(
  Command.withDescription("Bring in answers and results of the Python original; its files stay as they are")
)
