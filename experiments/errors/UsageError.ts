/**
 * A command, or something that it names, that cannot be used: nothing was asked.
 */
import { Data } from "effect"
import type { StorageError, StorageReason } from "../../src/storage/StorageError.ts"

export class UsageError extends Data.TaggedError("UsageError")<{ readonly message: string }> {}

/** Any error with a message, as the user's to mend. */
export const asUsageError = ({ message }: { readonly message: string }): UsageError =>
  new UsageError({ message })

/** Reasons by which a file cannot be used for what it was named for. */
const unusable: ReadonlySet<StorageReason> = new Set(["Missing", "Corrupt", "Newer", "Differs"])

/** An error about a file that the command itself names, as the user's to mend; any other as it is. */
export const ifNamed = (...named: readonly string[]) => (error: StorageError): StorageError | UsageError =>
  named.includes(error.location) && unusable.has(error.reason) ? asUsageError(error) : error
