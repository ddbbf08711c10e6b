/**
 * Identical requests in flight are asked once.
 */
import { Effect, Fiber, Layer } from "effect"
import type { Digest } from "../domain/Digest.ts"
import type { GenerateError } from "../domain/GenerateError.ts"
import type { GenerateRequest } from "../domain/GenerateRequest.ts"
import type { Generation } from "../domain/Generation.ts"
import { GenerationCounters } from "./GenerationCounters.ts"
import { Inference } from "./Inference.ts"

/** A request in flight lives as long as one waiter does. */
interface Flight {
  readonly fiber: Fiber.RuntimeFiber<Generation, GenerateError>
  waiters: number
}

/** Joins requests with the same digest; interrupting one waiter leaves the others waiting. */
export const layer: Layer.Layer<Inference, never, Inference | GenerationCounters> = Layer.scoped(
  Inference,
  Effect.gen(function*() {
    const inner = yield* Inference
    const counters = yield* GenerationCounters
    const flights = new Map<Digest, Flight>()
    yield* Effect.addFinalizer(() => Fiber.interruptAll([...flights.values()].map(({ fiber }) => fiber)))

    const land = (digest: Digest, flight: Flight) => {
      if (flights.get(digest) === flight) flights.delete(digest)
    }

    const takeOff = (request: GenerateRequest) =>
      Effect.map(Effect.forkDaemon(Effect.interruptible(inner.generate(request))), (fiber) => {
        const flight: Flight = { fiber, waiters: 0 }
        flights.set(request.digest, flight)
        fiber.addObserver(() => land(request.digest, flight))
        return flight
      })

    const leave = (digest: Digest, flight: Flight) =>
      Effect.suspend(() => {
        flight.waiters--
        if (flight.waiters > 0) return Effect.void
        land(digest, flight)
        return Fiber.interrupt(flight.fiber)
      })

    const generate = (request: GenerateRequest) =>
      Effect.uninterruptibleMask((restore) =>
        Effect.suspend(() => {
          counters.count("requested")
          const joined = flights.get(request.digest)
          if (joined !== undefined) counters.count("coalesced")
          return Effect.flatMap(
            joined === undefined ? takeOff(request) : Effect.succeed(joined),
            (flight) => {
              flight.waiters++
              return restore(Fiber.await(flight.fiber)).pipe(
                Effect.onInterrupt(() => leave(request.digest, flight)),
                Effect.flatten
              )
            }
          )
        })
      )

    return { generate, info: inner.info }
  })
)
