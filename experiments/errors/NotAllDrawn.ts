/**
 * Figures of which some could not be drawn.
 */
import { Data } from "effect"

export class NotAllDrawn extends Data.TaggedError("NotAllDrawn")<{
  readonly drawn: number
  /** Names of figures that lack a picture. */
  readonly missing: readonly string[]
}> {
  override get message(): string {
    const pictures = this.drawn === 1 ? "1 picture is drawn" : `${this.drawn} pictures are drawn`
    return `${pictures}; not, or not whole: ${this.missing.join(", ")} (see above)`
  }
}
