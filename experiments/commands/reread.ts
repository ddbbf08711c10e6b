/**
 * The command `introspect reread`.
 */
import * as Command from "@effect/cli/Command"
import { Effect } from "effect"
import { storageOptions } from "../options/storage.ts"
import { idArgument, json, movedDataset } from "../options/stored.ts"

export const reread = Command.make(
  "reread",
  { id: idArgument(), dataset: movedDataset, ...storageOptions, json },
  (flags) =>
    Effect.flatMap(
      Effect.promise(() => import("../programs/reread.ts")),
      (program) => program.reread(flags)
    )
).pipe(
  Command.withDescription(
    "Read an experiment's stored answers again, by today's readers and without a server"
  )
)
