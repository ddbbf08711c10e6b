/**
 * From one queue of requests to the least loaded endpoint that is well.
 *
 * A request is given to an endpoint at the moment when it can be sent: what waits is never bound to a server that has
 * gone away meanwhile. There is one slot for each endpoint until its first answer: a wrong key, route or parameter
 * then costs one request.
 */
import { Context, Deferred, type Duration, Effect, FiberId, Layer } from "effect"
import { type GenerateError, generateError } from "../domain/GenerateError.ts"
import type { GenerateRequest } from "../domain/GenerateRequest.ts"
import type { Generation, ServerInfo } from "../domain/Generation.ts"
import type { WorkerLimit } from "./adaptiveLimit.ts"
import { disagreement, type Introduced } from "./agreement.ts"
import { GenerationCounters } from "./GenerationCounters.ts"
import { Inference } from "./Inference.ts"
import { Alone, InFlight } from "./InFlight.ts"
import { isAway, type Lane, makeLane } from "./Lane.ts"
import { makePacer, noPacer, type RateLimit } from "./Pacer.ts"
import { makePoolQueue, type PoolQueue } from "./PoolQueue.ts"
import { isOfAKind, makeRefusals } from "./refusals.ts"
import type { LoadReader } from "./ServerLoad.ts"

export interface RoutedOptions {
  readonly maxWorkers: WorkerLimit
  readonly connectTimeout: Duration.Duration
  readonly rateLimit: RateLimit | null
}

/** A client of one server, with its name. */
export interface RoutedEndpoint<E, R> {
  readonly name: string
  readonly client: Layer.Layer<Inference, E, R>
  /** Asks it for its load, where it may tell. */
  readonly load?: LoadReader | undefined
}

/** The least loaded of the lanes that have a free slot. */
const pick = (lanes: readonly Lane[]): Lane | null => {
  let best: Lane | null = null
  for (const lane of lanes) {
    if (lane.isFree() && (best === null || lane.load() < best.load())) best = lane
  }
  return best
}

const make = Effect.fnUntraced(function*<E, R>(
  endpoints: readonly RoutedEndpoint<E, R>[],
  { connectTimeout, maxWorkers, rateLimit }: RoutedOptions
) {
  const counters = yield* GenerationCounters
  const pacer = rateLimit === null ? noPacer : yield* makePacer(rateLimit)
  const lanes: Lane[] = []
  /** What the servers said of themselves, at first and whenever they came back. */
  const servers = new Map<string, ServerInfo | null>()
  /** Why nothing is sent any more. */
  let refusal: GenerateError | null = null
  const refusals = makeRefusals()

  const queue: PoolQueue<Lane, GenerateError> = makePoolQueue<Lane, GenerateError>({
    take: () => {
      const lane = pick(lanes)
      return lane?.take() === true ? lane : null
    },
    giveBack: (lane) => lane.giveBack()
  })

  const refuse = (error: GenerateError) => {
    refusal = error
    queue.refuse(error)
  }

  const onMeet = ({ name }: Lane, server: ServerInfo | null) => {
    const known = [...servers].flatMap(([name, server]): readonly Introduced[] =>
      server === null ? [] : [{ name, server }]
    )
    const problem = server === null ? null : disagreement([...known, { name, server }])
    if (problem === null) servers.set(name, server)
    else refuse(generateError({ _tag: "WrongServer", message: problem }))
  }

  const room = () =>
    typeof maxWorkers === "number"
      ? maxWorkers * lanes.length
      : Math.ceil(1.25 * lanes.reduce((sum, lane) => sum + lane.limit(), 0))
  let knownRoom = 0
  let more = Deferred.unsafeMake<void>(FiberId.none)

  const onChange = () => {
    const lost = lanes.map((lane) => lane.lost()).find((error) => error !== null)
    if (lost !== undefined && lanes.every((lane) => lane.lost() !== null)) queue.refuse(lost)
    queue.wake()
    if (room() <= knownRoom) return
    knownRoom = room()
    Deferred.unsafeDone(more, Effect.void)
    more = Deferred.unsafeMake<void>(FiberId.none)
  }

  for (const { client, load, name } of endpoints) {
    const built = yield* Layer.build(client)
    const options = {
      name,
      client: Context.get(built, Inference),
      load,
      maxWorkers,
      connectTimeout,
      isWanted: queue.isWanted,
      onChange,
      onMeet
    }
    lanes.push(yield* makeLane(options))
  }

  const givenUp = () => lanes.every((lane) => lane.lost() !== null) ? lanes[0]?.lost() ?? null : null

  /** Before the first answer, what is wrong with the set-up is wrong with whoever waits too, or asks for the same. */
  const learn = (lane: Lane, request: GenerateRequest) => (error: GenerateError) => {
    if (error.class !== "setup" || lane.isProven()) return Effect.void
    if (isOfAKind(error)) refusals.note(request, error)
    else refusal = error
    return Effect.void
  }

  const send = (request: GenerateRequest, leave: () => void) => (lane: Lane) => {
    const known = refusal ?? refusals.of(request)
    if (known !== null) return Effect.fail(known)
    leave()
    return lane.isProven()
      ? lane.attempt(request)
      : Effect.tapError(lane.attempt(request), learn(lane, request))
  }

  /** An attempt that met nobody was none: the request waits until somebody is there. */
  const attempt = (
    withSlot: typeof queue.withSlot,
    request: GenerateRequest
  ): Effect.Effect<Generation, GenerateError> =>
    Effect.suspend(() => {
      const error = refusal ?? givenUp()
      if (error !== null) return Effect.fail(error)
      return Effect.catchAll(pacer.pace((leave) => withSlot(send(request, leave))), (error) => {
        if (!isAway(error)) return Effect.fail(error)
        counters.count("retried")
        return attempt(withSlot, request)
      })
    })

  const info: Effect.Effect<ServerInfo | null, GenerateError> = Effect.gen(function*() {
    yield* Effect.forEach(lanes, ({ meet }) => meet, { concurrency: "unbounded", discard: true })
    const error = refusal ?? givenUp()
    if (error !== null) return yield* error
    // Those that are away introduce themselves when they come back; one has to be there.
    if (servers.size === 0) yield* queue.withSlot(() => Effect.void)
    if (refusal !== null) return yield* refusal
    return servers.values().next().value ?? null
  })

  const acquainted = Effect.suspend(() =>
    lanes.length === 1 || servers.size > 0 ? Effect.void : Effect.asVoid(info)
  )
  const generateBy = (withSlot: typeof queue.withSlot) => (request: GenerateRequest) =>
    lanes.length === 1
      ? attempt(withSlot, request)
      : Effect.zipRight(acquainted, attempt(withSlot, request))

  return Context.make(Inference, { generate: generateBy(queue.withSlot), info }).pipe(
    Context.add(Alone, { generate: generateBy(queue.withSlotAlone) }),
    Context.add(InFlight, {
      count: queue.held,
      drain: queue.drain,
      endpoints: () => lanes.map((lane) => lane.status()),
      room,
      moreRoom: Effect.suspend(() => {
        const isMore = room() > knownRoom
        knownRoom = Math.max(knownRoom, room())
        return isMore ? Effect.void : Deferred.await(more)
      })
    })
  )
})

/** Sends each request to one of the endpoints. */
export const layer = <E, R>(
  endpoints: readonly RoutedEndpoint<E, R>[],
  options: RoutedOptions
): Layer.Layer<Inference | Alone | InFlight, E, R | GenerationCounters> =>
  Layer.scopedContext(make(endpoints, options))
