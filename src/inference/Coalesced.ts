/**
 * Identical requests in flight are asked once.
 */
import { Context, Deferred, Effect, type Exit, Fiber, FiberId, Layer } from "effect"
import type { Digest } from "../domain/Digest.ts"
import type { GenerateError } from "../domain/GenerateError.ts"
import type { GenerateRequest } from "../domain/GenerateRequest.ts"
import type { Generation } from "../domain/Generation.ts"
import { ending } from "./atEnd.ts"
import { GenerationCounters } from "./GenerationCounters.ts"
import { insideOf, type Restore } from "./guarded.ts"
import { Inference } from "./Inference.ts"
import { InFlight } from "./InFlight.ts"

/** A request in flight lives as long as one waiter does. */
interface Flight {
  /** Who hears how it ended; a `Deferred` made a request through here 46 us instead of 30. */
  readonly observers: ((exit: Exit.Exit<Generation, GenerateError>) => void)[]
  exit: Exit.Exit<Generation, GenerateError> | null
  /** Null until whoever began the flight, its first waiter, has started it. */
  fiber: Fiber.RuntimeFiber<Generation, GenerateError> | null
  waiters: number
}

const makeFlight = (): Flight => ({ observers: [], exit: null, fiber: null, waiters: 1 })

const landed = (flight: Flight) =>
  Effect.async<Generation, GenerateError>((resume) => {
    if (flight.exit === null) flight.observers.push(resume)
    else resume(flight.exit)
  })

const abort = ({ fiber }: Flight) => fiber === null ? Effect.void : Fiber.interrupt(fiber)

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
    const ask = insideOf(inner.generate)
    const joined = makeJoined(yield* InFlight)
    const counters = yield* GenerationCounters
    const flights = new Map<Digest, Flight>()
    yield* Effect.addFinalizer(() =>
      Effect.forEach([...flights.values()], abort, { concurrency: "unbounded", discard: true })
    )

    const land = (digest: Digest, flight: Flight) => {
      if (flights.get(digest) === flight) flights.delete(digest)
    }

    const leave = (digest: Digest, flight: Flight) => {
      flight.waiters--
      if (flight.waiters > 0) return Effect.void
      land(digest, flight)
      return abort(flight)
    }

    /** The flight's answer, for one of its waiters; only the wait itself can be interrupted. */
    const wait = (
      digest: Digest,
      flight: Flight,
      restore: Restore
    ): Effect.Effect<Generation, GenerateError> =>
      Effect.catchAllCause(
        restore(landed(flight)),
        (cause) => Effect.zipRight(leave(digest, flight), Effect.failCause(cause))
      )

    /** Known before it starts: a fiber may let others run between any two steps, and they may ask the same. */
    const begin = (request: GenerateRequest, restore: Restore) => {
      const { digest } = request
      // First of all: what it throws must leave no flight behind that nobody ends.
      const asked = ask(request, Effect.interruptible)
      const flight = makeFlight()
      flights.set(digest, flight)
      return Effect.flatMap(Effect.forkDaemon(asked), (fiber) => {
        flight.fiber = fiber
        fiber.addObserver((exit) => {
          land(digest, flight)
          flight.exit = exit
          for (const tell of flight.observers) tell(exit)
        })
        return wait(digest, flight, restore)
      })
    }

    const generate = (request: GenerateRequest) =>
      Effect.uninterruptibleMask((restore) => {
        counters.count("requested")
        const { digest } = request
        const flight = flights.get(digest)
        if (flight === undefined) return begin(request, restore)
        flight.waiters++
        counters.count("coalesced")
        joined.join()
        return ending(wait(digest, flight, restore), joined.leave)
      })

    return Context.make(Inference, { generate, info: inner.info }).pipe(Context.add(InFlight, joined.service))
  })
)
