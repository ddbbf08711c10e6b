/**
 * The command `introspect integrity`.
 */
import * as Command from "@effect/cli/Command"
import * as Options from "@effect/cli/Options"
import { Effect } from "effect"
import { countOption } from "../options/choice.ts"
import { storageOptions } from "../options/storage.ts"
import { idArgument, json, movedDataset } from "../options/stored.ts"

export const integrity = Command.make(
  "integrity",
  {
    id: idArgument(),
    show: countOption("show", 0, "How many differences to show (default 20)").pipe(Options.withDefault(20)),
    dataset: movedDataset,
    ...storageOptions,
    json
  },
  (flags) =>
    Effect.flatMap(
      Effect.promise(() => import("../programs/integrity.ts")),
      (program) => program.integrity(flags)
    )
).pipe(
  Command.withDescription("Make every record again from the cache alone, and compare it with what is stored")
)
