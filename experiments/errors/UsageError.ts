/**
 * A command, or something that it names, that cannot be used: nothing was asked.
 */
import { Data } from "effect"

export class UsageError extends Data.TaggedError("UsageError")<{ readonly message: string }> {}

/** Any error with a message, as the user's to mend. */
export const asUsageError = ({ message }: { readonly message: string }): UsageError =>
  new UsageError({ message })
