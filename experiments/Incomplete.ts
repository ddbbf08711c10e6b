/**
 * A run that ended with failed observations.
 */
import { Data } from "effect"

/** Complete, but some observations failed. */
export class Incomplete extends Data.TaggedError("Incomplete")<{ readonly failed: number }> {
  override get message(): string {
    return `complete, but ${this.failed} observations failed; run the same command again to try those that may succeed`
  }
}
