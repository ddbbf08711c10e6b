/**
 * A run that ended with failed observations.
 */
import { Data } from "effect"

/** Complete, but some observations or controls failed. */
export class Incomplete extends Data.TaggedError("Incomplete")<{
  readonly failed: number
  readonly failedControls: number
}> {
  override get message(): string {
    const controls = this.failedControls === 0 ? "" : ` and ${this.failedControls} controls`
    return `complete, but ${this.failed} observations${controls} failed; run the same command again to try those that may succeed`
  }
}
