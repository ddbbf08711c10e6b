/**
 * A server that is started again when it dies or hangs.
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
  /** How long it may go without being healthy, once it was ready, before it is stopped and started again. */
  readonly silence: Duration.DurationInput
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
const looksInSilence = 10

/** Keeps a server running, on the same port all the time, until the scope closes. */
export const keepServer = Effect.fnUntraced(function*<R>(
  { isHealthy, onRestart, restarts, silence, start, startup }: KeepOptions<R>
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

  const interval = Duration.times(silence, 1 / looksInSilence)
  const answersNow = Effect.timeoutTo(isHealthy, {
    duration: interval,
    onSuccess: (healthy) => healthy,
    onTimeout: () => false
  })

  /** Looks are counted, not time: of a node that was asleep as a whole, the server has missed one at most. */
  const hung = Effect.gen(function*() {
    let missed = 0
    while (missed < looksInSilence) {
      const [healthy] = yield* Effect.zip(answersNow, Effect.sleep(interval), { concurrent: true })
      missed = healthy ? 0 : missed + 1
    }
    const message = `the server has not answered for ${Duration.format(silence)}`
    return yield* new ServerError({ reason: "Hung", message })
  })

  const life = Effect.scoped(Effect.gen(function*() {
    const { exited } = yield* start
    const died = Effect.flatMap(
      exited,
      (how) => new ServerError({ reason: "Died", message: `the server has ended (${how})` })
    )
    yield* Effect.raceFirst(becomesHealthy, died)
    yield* Deferred.succeed(ready, undefined)
    return yield* Effect.raceFirst(died, hung)
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
