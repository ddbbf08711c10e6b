/**
 * The command `introspect doctor`.
 */
import * as Command from "@effect/cli/Command"
import { Effect } from "effect"
import { clientOptions } from "../options/client.ts"
import { experimentOptions } from "../options/experiment.ts"
import { storageOptions } from "../options/storage.ts"
import { json } from "../options/stored.ts"

const { modelId, modelName, models } = experimentOptions

export const doctor = Command.make(
  "doctor",
  { ...clientOptions, modelName, modelId, models, ...storageOptions, json },
  (flags) =>
    Effect.flatMap(
      Effect.promise(() => import("../programs/doctor/doctor.ts")),
      (program) => program.doctor(flags)
    )
).pipe(
  Command.withDescription(
    "Check the program, the disk, the data sets and, where they are named, the servers; exit code 1 if something is amiss"
  )
)
