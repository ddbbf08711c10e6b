/**
 * A look at the set-up that found what stops work.
 */
import { Data } from "effect"

export class ProblemsFound extends Data.TaggedError("ProblemsFound")<{ readonly count: number }> {
  override get message(): string {
    return this.count === 1 ? "one problem was found" : `${this.count} problems were found`
  }
}
