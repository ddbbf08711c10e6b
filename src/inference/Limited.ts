/**
 * At most so many requests at once, and a way to stop sending.
 */
import { Context, Effect, Layer } from "effect"
import type { GenerateError } from "../domain/GenerateError.ts"
import type { GenerateRequest } from "../domain/GenerateRequest.ts"
import { Inference } from "./Inference.ts"
import { makeSlotQueue } from "./SlotQueue.ts"

/** The requests that a server is working on. */
export class InFlight extends Context.Tag("introspect/InFlight")<InFlight, {
  /** How many there are now. */
  readonly count: () => number
  /** Sends nothing new from now on, and returns when the last answer is here. */
  readonly drain: Effect.Effect<void>
}>() {}

/**
 * Holds a slot for each attempt.
 *
 * There is one slot until the first answer: a wrong key, route or parameter then costs one request.
 */
export const layer = (options: {
  readonly maxWorkers: number
}): Layer.Layer<Inference | InFlight, never, Inference> =>
  Layer.effectContext(
    Effect.gen(function*() {
      const inner = yield* Inference
      const queue = makeSlotQueue(1)
      let isProven = false
      let refusal: GenerateError | null = null

      const prove = Effect.suspend(() => {
        if (isProven) return Effect.void
        isProven = true
        return queue.resize(options.maxWorkers)
      })

      /** Before the first answer, what is wrong with the set-up is wrong with whoever waits too. */
      const learn = (error: GenerateError) => {
        if (error.class === "request") return prove
        if (error.class === "setup" && !isProven) refusal = error
        return Effect.void
      }

      const attempt = (request: GenerateRequest) =>
        Effect.suspend(() =>
          refusal === null
            ? Effect.tapBoth(inner.generate(request), { onSuccess: () => prove, onFailure: learn })
            : Effect.fail(refusal)
        )

      const generate = (request: GenerateRequest) => queue.withSlot(attempt(request))

      return Context.make(Inference, { generate, info: inner.info }).pipe(
        Context.add(InFlight, { count: queue.held, drain: queue.drain })
      )
    })
  )
