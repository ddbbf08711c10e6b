/**
 * A sweep of which some cells have not come to their ends.
 */
import { Data } from "effect"

export class SweepStopped extends Data.TaggedError("SweepStopped")<{
  readonly stopped: number
  readonly cells: number
}> {
  override get message(): string {
    return `${this.stopped} of ${this.cells} cells stopped; what was answered is stored, and the same command goes on from there`
  }
}
