/**
 * The one retry layer: transient failures are tried again, politely.
 */
import { Clock, Duration, Effect, Exit, Layer, Random } from "effect"
import { type GenerateError, generateError } from "../domain/GenerateError.ts"
import type { GenerateRequest } from "../domain/GenerateRequest.ts"
import type { Generation } from "../domain/Generation.ts"
import { between } from "./atEnd.ts"
import { GenerationCounters } from "./GenerationCounters.ts"
import { Inference } from "./Inference.ts"
import { Alone } from "./InFlight.ts"
import { retryAfterOf } from "./Lane.ts"
import { decideRetry, type RetryLimits, retryPause } from "./retryPolicy.ts"

/** At most one message in this time, however many requests wait. */
const messageInterval = 30_000

/** What has happened to one request. */
interface Trials {
  readonly failures: number
  readonly refusals: number
  readonly firstFailure: number
}

/** What is tried, and how an answer says that it took more than one attempt. */
interface Ask<A> {
  readonly attempt: Effect.Effect<A, GenerateError>
  readonly alone: () => Effect.Effect<A, GenerateError>
  readonly counted: (answer: A, attempts: number) => A
}

const attemptsBefore = ({ failures, refusals }: Trials) => failures + refusals

/**
 * Retries transient failures within the limits. A request that fails on and on while others succeed is tried once
 * alone, and then fails; gives up with `GaveUp` when nothing at all has succeeded for too long.
 */
export const layer = (
  limits: RetryLimits
): Layer.Layer<Inference, never, Inference | Alone | GenerationCounters> =>
  Layer.effect(
    Inference,
    Effect.gen(function*() {
      const inner = yield* Inference
      const alone = yield* Alone
      const counters = yield* GenerationCounters
      const clock = yield* Effect.clock
      const patience = Duration.format(limits.connectTimeout)
      let lastSuccess: number | null = null
      let silentSince: number | null = null
      let lastMessage = Number.NEGATIVE_INFINITY
      let waiting = 0

      const succeeded = () => {
        lastSuccess = clock.unsafeCurrentTimeMillis()
        silentSince = null
      }

      const tell = (error: GenerateError, now: number) => {
        if (now - lastMessage < messageInterval) return Effect.void
        lastMessage = now
        return Effect.logWarning(
          `${error.message}; trying again, for up to ${patience} while nothing succeeds`
        )
      }

      /** What follows from a transient failure: another attempt after a pause, a last one alone, or the end. */
      const again = Effect.fnUntraced(function*<A>(
        error: GenerateError,
        before: Trials | null,
        ask: Ask<A>
      ): Effect.fn.Return<A, GenerateError> {
        const now = yield* Clock.currentTimeMillis
        const { failures, firstFailure, refusals } = before ?? { failures: 0, refusals: 0, firstFailure: now }
        const isRefusal = error.reason._tag === "Overloaded"
        const trials: Trials = {
          failures: isRefusal ? failures : failures + 1,
          refusals: isRefusal ? refusals + 1 : refusals,
          firstFailure
        }
        silentSince ??= now
        const history = { ...trials, now, lastSuccess, silentSince, others: waiting - 1 }
        const decision = decideRetry(history, limits)
        if (decision === "giveUp") {
          const message = `${error.message}; gave up, since nothing succeeded for ${patience}`
          return yield* generateError({ _tag: "GaveUp", message })
        }
        yield* tell(error, now)
        counters.count("retried")
        const tried = attemptsBefore(trials)
        if (decision === "alone") {
          return yield* Effect.map(ask.alone(), (answer) => ask.counted(answer, tried + 1))
        }
        yield* Effect.sleep(retryPause(tried, retryAfterOf(error), yield* Random.next))
        const tryAgain = Effect.map(ask.attempt, (answer) => ask.counted(answer, tried + 1))
        return yield* orAgain(tryAgain, trials, ask)
      })

      const orAgain = <A>(
        attempt: Effect.Effect<A, GenerateError>,
        trials: Trials | null,
        ask: Ask<A>
      ): Effect.Effect<A, GenerateError> =>
        Effect.catchAll(
          attempt,
          (error) => error.class === "transient" ? again(error, trials, ask) : Effect.fail(error)
        )

      const persist = <A>(ask: Ask<A>) => orAgain(ask.attempt, null, ask)

      const begun = () => {
        waiting++
        counters.count("sent")
      }

      const ended = (exit: Exit.Exit<Generation, GenerateError>) => {
        waiting--
        if (Exit.isFailure(exit)) return counters.count("failed")
        succeeded()
        counters.spend(exit.value)
      }

      const generate = (request: GenerateRequest): Effect.Effect<Generation, GenerateError> =>
        between(
          begun,
          persist({
            attempt: inner.generate(request),
            alone: () => alone.generate(request),
            counted: (generation: Generation, attempts) => ({ ...generation, attempts })
          }),
          ended
        )

      const info = persist({ attempt: inner.info, alone: () => inner.info, counted: (facts) => facts })
      return { generate, info }
    })
  )
