/**
 * Identical requests in flight are asked once.
 */
import { Context, Deferred, Effect, Fiber, FiberId, Layer } from "effect"
import type { Digest } from "../domain/Digest.ts"
import type { GenerateError } from "../domain/GenerateError.ts"
import type { GenerateRequest } from "../domain/GenerateRequest.ts"
import type { Generation } from "../domain/Generation.ts"
import { ending } from "./atEnd.ts"
import { GenerationCounters } from "./GenerationCounters.ts"
import { Inference } from "./Inference.ts"
import { InFlight } from "./InFlight.ts"

/** A request in flight lives as long as one waiter does. */
interface Flight {
  readonly fiber: Fiber.RuntimeFiber<Generation, GenerateError>
  waiters: number
}

/** Who waits for another's request keeps no slot busy, so that there is room for one more. */
const makeJoined = (inFlight: Context.Tag.Service<typeof InFlight>) => {
  let joined = 0
  let known = 0
  let more = Deferred.unsafeMake<void>(FiberId.none)
  const join = () => {
    joined++
    Deferred.unsafeDone(more, Effect.void)
    more = Deferred.unsafeMake<void>(FiberId.none)
  }
  const leave = () => {
    joined--
    known = Math.min(known, joined)
  }
  const moreJoined = Effect.suspend(() => {
    const isMore = joined > known
    known = joined
    return isMore ? Effect.void : Deferred.await(more)
  })
  const service: Context.Tag.Service<typeof InFlight> = {
    ...inFlight,
    room: () => inFlight.room() + joined,
    moreRoom: Effect.raceFirst(moreJoined, inFlight.moreRoom)
  }
  return { join, leave, service }
}

/** Joins requests with the same digest; interrupting one waiter leaves the others waiting. */
export const layer: Layer.Layer<
  Inference | InFlight,
  never,
  Inference | InFlight | GenerationCounters
> = Layer.scopedContext(
  Effect.gen(function*() {
    const inner = yield* Inference
    const joined = makeJoined(yield* InFlight)
    const counters = yield* GenerationCounters
    const flights = new Map<Digest, Flight>()
    yield* Effect.addFinalizer(() => Fiber.interruptAll([...flights.values()].map(({ fiber }) => fiber)))

    const land = (digest: Digest, flight: Flight) => {
      if (flights.get(digest) === flight) flights.delete(digest)
    }

    const leave = (digest: Digest, flight: Flight) => {
      flight.waiters--
      if (flight.waiters > 0) return Effect.void
      land(digest, flight)
      return Fiber.interrupt(flight.fiber)
    }

    /** The flight's answer; only the wait itself can be interrupted. */
    const join = (
      digest: Digest,
      flight: Flight,
      restore: <A, E>(wait: Effect.Effect<A, E>) => Effect.Effect<A, E>
    ): Effect.Effect<Generation, GenerateError> => {
      flight.waiters++
      const landed = Effect.async<Generation, GenerateError>((resume) => flight.fiber.addObserver(resume))
      return Effect.catchAllCause(
        restore(landed),
        (cause) => Effect.zipRight(leave(digest, flight), Effect.failCause(cause))
      )
    }

    const generate = (request: GenerateRequest) =>
      Effect.uninterruptibleMask((restore) => {
        counters.count("requested")
        const { digest } = request
        const flight = flights.get(digest)
        if (flight === undefined) {
          return Effect.flatMap(Effect.forkDaemon(Effect.interruptible(inner.generate(request))), (fiber) => {
            const flight: Flight = { fiber, waiters: 0 }
            flights.set(digest, flight)
            fiber.addObserver(() => land(digest, flight))
            return join(digest, flight, restore)
          })
        }
        counters.count("coalesced")
        joined.join()
        return ending(join(digest, flight, restore), joined.leave)
      })

    return Context.make(Inference, { generate, info: inner.info }).pipe(Context.add(InFlight, joined.service))
  })
)
