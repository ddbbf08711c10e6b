/**
 * A calibration whose figures are not what they should be.
 */
import { Data } from "effect"

export class OutOfBounds extends Data.TaggedError("OutOfBounds")<{ readonly count: number }> {
  override get message(): string {
    return `${this.count} ${
      this.count === 1 ? "figure is" : "figures are"
    } out of bounds: the measure does not measure there`
  }
}
