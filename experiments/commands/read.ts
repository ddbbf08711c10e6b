/**
 * The command `introspect read`.
 */
import * as Command from "@effect/cli/Command"
import { Effect } from "effect"
import { readerOption } from "../options/reader.ts"

export const read = Command.make(
  "read",
  { reader: readerOption },
  ({ reader }) =>
    Effect.flatMap(Effect.promise(() => import("../programs/read.ts")), (program) => program.read(reader))
).pipe(
  Command.withDescription(
    "Read answers as a run does: lines {\"answer\": ..., \"choices\": [...]} on stdin become lines "
      + "{\"reading\": ..., \"rule\": ...} on stdout, for audits and for transcripts from elsewhere"
  )
)
