/**
 * The inside of a job: a server, the work that it answers, and everything brought back whatever happens.
 */
import { Duration, Effect, Exit, Schedule } from "effect"
import type { KeptServer } from "../../../layers/servers/keep.ts"
import type { ServerError } from "../../../layers/servers/ServerError.ts"
import type { StorageError } from "../../../src/storage/StorageError.ts"

export interface Supervised<E, R> {
  readonly server: KeptServer
  /** What is done once the server is ready; when it is interrupted, it stops in order. */
  readonly work: Effect.Effect<void, E, R>
  readonly bringBack: Effect.Effect<void, StorageError>
  readonly interval: Duration.DurationInput
  /** Done when the job was told to stop, once everything has been brought back. */
  readonly stopped: Effect.Effect<void>
}

/** A shared disk that fails now may work in a moment. */
const atTheEnd = Schedule.intersect(Schedule.exponential("1 second"), Schedule.recurs(3))

/**
 * Does the work beside the server, and brings back what there is at intervals and at the end.
 *
 * Fails with the reason of the work, of the server that was given up, or of what could not be brought back.
 */
export const supervise = <E, R>(
  { bringBack, interval, server, stopped, work }: Supervised<E, R>
): Effect.Effect<void, E | ServerError | StorageError, R> =>
  Effect.gen(function*() {
    const one = yield* Effect.makeSemaphore(1)
    const bringNow = one.withPermits(1)(bringBack)
    const bringing = bringNow.pipe(
      Effect.catchAll(({ message }) =>
        Effect.logWarning(
          `not brought back this time, and tried again in ${
            Duration.format(Duration.decode(interval))
          }: ${message}`
        )
      ),
      Effect.repeat(Schedule.spaced(interval)),
      Effect.delay(interval)
    )
    // Slurm may end the server at the moment when it tells this job to stop.
    const watching = Effect.onInterrupt(server.givenUp, () => server.letGo)
    const working = Effect.raceFirst(Effect.zipRight(server.ready, work), watching)
    return yield* Effect.uninterruptibleMask((restore) =>
      Effect.gen(function*() {
        const done = yield* Effect.exit(restore(Effect.scoped(
          Effect.zipRight(Effect.forkScoped(bringing), working)
        )))
        const brought = yield* Effect.exit(Effect.retry(bringNow, atTheEnd))
        if (Exit.isFailure(done) && Exit.isInterrupted(done)) yield* stopped
        return yield* Exit.zipRight(brought, done)
      })
    )
  })
