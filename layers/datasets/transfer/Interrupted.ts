/**
 * Why a transfer did not come to its end.
 */
import { Data, Duration, Effect, Schedule } from "effect"
import type { DatasetError } from "../../../src/storage/Datasets.ts"

/** A transfer that ended early; a transient one is worth another attempt, which goes on where it stopped. */
export class Interrupted extends Data.TaggedError("Interrupted")<{
  readonly isTransient: boolean
  readonly problem: DatasetError
}> {}

const attempts = 6
const longestDelay = Duration.seconds(30)

/** Tries a transfer again while there is hope, and says so. */
export const withRetries = (firstDelay: Duration.Duration) =>
<A, R>(
  transfer: Effect.Effect<A, Interrupted, R>
): Effect.Effect<A, DatasetError, R> =>
  transfer.pipe(
    Effect.tapError(({ isTransient, problem }) =>
      isTransient ? Effect.logWarning(problem.message) : Effect.void
    ),
    Effect.retry({
      while: ({ isTransient }) => isTransient,
      times: attempts - 1,
      schedule: Schedule.exponential(firstDelay).pipe(
        Schedule.modifyDelay((_, delay) => Duration.min(delay, longestDelay)),
        Schedule.jittered
      )
    }),
    Effect.mapError(({ problem }) => problem)
  )
