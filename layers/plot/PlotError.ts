/**
 * A picture that cannot be drawn.
 */
import { Data } from "effect"

/** What does not fit, and what to do. */
export class PlotError extends Data.TaggedError("PlotError")<{ readonly message: string }> {}
