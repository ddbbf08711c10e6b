/**
 * The one retry layer: transient failures are tried again, politely.
 */
import { Clock, Duration, Effect, Layer, Random } from "effect"
import { type GenerateError, generateError } from "../domain/GenerateError.ts"
import { GenerationCounters } from "./GenerationCounters.ts"
import { Inference } from "./Inference.ts"
import { decideRetry, type RetryLimits, retryPause } from "./retryPolicy.ts"

/** At most one message in this time, however many requests wait. */
const messageInterval = 30_000

/** Retries transient failures within the limits; gives up with `GaveUp` when nothing has succeeded for too long. */
export const layer = (
  limits: RetryLimits
): Layer.Layer<Inference, never, Inference | GenerationCounters> =>
  Layer.effect(
    Inference,
    Effect.gen(function*() {
      const inner = yield* Inference
      const counters = yield* GenerationCounters
      const patience = Duration.format(limits.connectTimeout)
      let lastSuccess: number | null = null
      let lastMessage = Number.NEGATIVE_INFINITY

      const tell = (error: GenerateError, now: number) => {
        if (now - lastMessage < messageInterval) return Effect.void
        lastMessage = now
        return Effect.logWarning(
          `${error.message}; trying again, for up to ${patience} while nothing succeeds`
        )
      }

      const persist = <A>(attempt: Effect.Effect<A, GenerateError>) => {
        const loop = (attempts: number, firstFailure: number | null): Effect.Effect<A, GenerateError> =>
          Effect.catchAll(attempt, (error) =>
            error.class !== "transient" ? Effect.fail(error) : Effect.gen(function*() {
              const now = yield* Clock.currentTimeMillis
              const since = firstFailure ?? now
              const decision = decideRetry({ now, attempts, firstFailure: since, lastSuccess }, limits)
              if (decision === "fail") {
                return yield* error
              }
              if (decision === "giveUp") {
                const message = `${error.message}; gave up, since nothing succeeded for ${patience}`
                return yield* generateError({ _tag: "GaveUp", message })
              }
              yield* tell(error, now)
              counters.count("retried")
              const retryAfter = error.reason._tag === "Overloaded" ? error.reason.retryAfterMillis : null
              yield* Effect.sleep(retryPause(attempts, retryAfter, yield* Random.next))
              return yield* loop(attempts + 1, since)
            }))
        return Effect.tap(loop(1, null), () =>
          Effect.map(Clock.currentTimeMillis, (now) => {
            lastSuccess = now
          }))
      }

      return {
        generate: (request) =>
          persist(inner.generate(request)),
        info: persist(inner.info)
      }
    })
  )
