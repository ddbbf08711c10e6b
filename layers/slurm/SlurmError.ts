/**
 * What can go wrong when Slurm is asked for something.
 */
import { Schema } from "effect"

export class SlurmError extends Schema.TaggedError<SlurmError>()("SlurmError", {
  reason: Schema.Literal(
    /** Its programs are not on this machine. */
    "Missing",
    /** It said no, or does not answer. */
    "Refused",
    /** Its answer is not understood. */
    "Unreadable"
  ),
  message: Schema.String
}) {}
