/**
 * A server that is started again when it dies.
 */
import { Deferred, Duration, Effect, Schedule, type Scope } from "effect"
import type { ServerProcess } from "./process.ts"
import { ServerError } from "./ServerError.ts"

export interface KeepOptions<R> {
  /** Starts it; it is stopped with the scope. */
  readonly start: Effect.Effect<ServerProcess, ServerError, R | Scope.Scope>
  readonly isHealthy: Effect.Effect<boolean>
  /** How long it may take to be ready. */
  readonly startup: Duration.DurationInput
  /** How often it is started again. */
  readonly restarts: number
  /** Told of each start after the first. */
  readonly onRestart: (why: ServerError, number: number) => Effect.Effect<void>
}

export interface KeptServer {
  /** Waits until it is ready for the first time. */
  readonly ready: Effect.Effect<void>
  /** Waits until it is given up, and fails with the reason. */
  readonly givenUp: Effect.Effect<never, ServerError>
  /** From now on it is not started again. */
  readonly letGo: Effect.Effect<void>
}

const whileStarting = Schedule.spaced("1 second")

/** Keeps a server running, on the same port all the time, until the scope closes. */
export const keepServer = Effect.fnUntraced(function*<R>(
  { isHealthy, onRestart, restarts, start, startup }: KeepOptions<R>
): Effect.fn.Return<KeptServer, never, R | Scope.Scope> {
  const ready = yield* Deferred.make<void>()
  const givenUp = yield* Deferred.make<never, ServerError>()

  const becomesHealthy = Effect.repeat(isHealthy, { schedule: whileStarting, until: (healthy) => healthy })
    .pipe(
      Effect.timeoutFail({
        duration: startup,
        onTimeout: () => new ServerError({ reason: "NotReady", message: "the server was not ready in time" })
      })
    )

  const life = Effect.scoped(Effect.gen(function*() {
    const { exited } = yield* start
    const died = Effect.flatMap(
      exited,
      (how) => new ServerError({ reason: "Died", message: `the server has ended (${how})` })
    )
    yield* Effect.raceFirst(becomesHealthy, died)
    yield* Deferred.succeed(ready, undefined)
    return yield* died
  }))

  let isLetGo = false
  /** Its lives from a number on: each further one begins later after the last. */
  const lives = (number: number): Effect.Effect<never, ServerError, R> =>
    Effect.catchAll(life, (why) =>
      isLetGo || number > restarts
        ? Effect.fail(why)
        : Effect.zipRight(
          onRestart(why, number),
          Effect.delay(lives(number + 1), Duration.seconds(2 ** (number - 1)))
        ))
  yield* lives(1).pipe(
    Effect.catchAll((why) => Deferred.fail(givenUp, why)),
    Effect.forkScoped
  )
  return {
    ready: Deferred.await(ready),
    givenUp: Deferred.await(givenUp),
    letGo: Effect.sync(() => {
      isLetGo = true
    })
  }
})
