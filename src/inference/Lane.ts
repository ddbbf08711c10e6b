/**
 * One endpoint of several: how many requests it gets, and when it gets none.
 *
 * It is closed while it is away (no connection), and held for a pause after refusals and failures in a row. A single
 * fiber looks whether it is back, by asking who it is; then one request goes first.
 */
import { type Context, Duration, Effect, Random } from "effect"
import { type GenerateError, generateError } from "../domain/GenerateError.ts"
import type { ServerInfo } from "../domain/Generation.ts"
import {
  type AdaptiveLimit,
  answered,
  queued,
  refused,
  startLimit,
  wentAway,
  withCeiling
} from "./adaptiveLimit.ts"
import type { WorkerLimit } from "./adaptiveLimit.ts"
import { makeBoundedLog } from "./boundedLog.ts"
import { afterFailure, isTroubled, noStreak } from "./failureStreak.ts"
import { type Guarded, insideOf } from "./guarded.ts"
import type { Inference } from "./Inference.ts"
import type { EndpointStatus, LimitChange } from "./InFlight.ts"
import { watchQueue } from "./queueWatch.ts"
import { longestPause, retryPause } from "./retryPolicy.ts"
import type { LoadReader, ServerLoad } from "./ServerLoad.ts"

export interface LaneOptions {
  readonly name: string
  readonly client: Context.Tag.Service<typeof Inference>
  /** Asks the server for its load, where it may tell. */
  readonly load: LoadReader | undefined
  readonly maxWorkers: WorkerLimit
  readonly connectTimeout: Duration.Duration
  /** Whether requests wait for slots: only then says the throughput something about the limit. */
  readonly isWanted: () => boolean
  /** Called when slots may have become free, or the lane is lost. */
  readonly onChange: () => void
  /** Called with each account that the server gives of itself. */
  readonly onMeet: (lane: Lane, server: ServerInfo | null) => void
}

export interface Lane {
  readonly name: string
  /** Takes one more request, if there is room. */
  readonly take: () => boolean
  readonly giveBack: () => void
  readonly isFree: () => boolean
  /** The most requests in flight now. */
  readonly limit: () => number
  /** Requests in flight, as a share of the limit. */
  readonly load: () => number
  /** One attempt. */
  readonly attempt: Guarded
  /** Asks the server who it is; a server that is away is looked for from then on. */
  readonly meet: Effect.Effect<void, GenerateError>
  /** Whether the server has ever answered a request. */
  readonly isProven: () => boolean
  /** Why it is no longer waited for; null otherwise. */
  readonly lost: () => GenerateError | null
  readonly status: () => EndpointStatus
}

/** Whether nobody was there to answer. */
export const isAway = ({ reason }: GenerateError): boolean =>
  reason._tag === "Unreachable" && reason.phase !== "exchange"

/** What the server asked to wait, in milliseconds. */
export const retryAfterOf = ({ reason }: GenerateError): number | null =>
  reason._tag === "Overloaded" ? reason.retryAfterMillis : null

/** Makes the lane of an endpoint; its fibers end with the scope. */
export const makeLane = Effect.fnUntraced(function*(options: LaneOptions) {
  const { client, connectTimeout, isWanted, load, maxWorkers, name, onChange, onMeet } = options
  const scope = yield* Effect.scope
  const clock = yield* Effect.clock
  const patience = Duration.toMillis(connectTimeout)
  const log = makeBoundedLog<LimitChange>()
  let inFlight = 0
  let isProven = false
  /** One request goes first: at the beginning, and after troubles. */
  let isCareful = true
  let limit: AdaptiveLimit | null = typeof maxWorkers === "number" ? null : startLimit(maxWorkers.auto)
  let streak = noStreak
  let heldUntil = Number.NEGATIVE_INFINITY
  let isHeld = false
  let away: EndpointStatus["away"] = null
  let lost: GenerateError | null = null
  /** Since when nobody was there, and how often somebody was looked for: until a request is answered. */
  let missedSince: number | null = null
  let tries = 0

  const slots = () => isCareful ? 1 : limit?.limit ?? Number(maxWorkers)

  const note = (why: string) => log.add({ at: clock.unsafeCurrentTimeMillis(), limit: slots(), why })

  const adapt = (change: (state: AdaptiveLimit) => AdaptiveLimit) => {
    if (limit === null) return
    const before = limit.limit
    limit = change(limit)
    if (limit.limit === before) return
    note(limit.why)
    if (limit.limit > before) onChange()
  }

  const carefully = (why: string) => {
    if (isCareful) return
    isCareful = true
    note(why)
  }

  const succeeded = () => {
    const now = clock.unsafeCurrentTimeMillis()
    missedSince = null
    tries = 0
    if (streak.count > 0) streak = noStreak
    if (isCareful) {
      isCareful = false
      note(isProven ? "it answers again" : "the first answer")
      isProven = true
      onChange()
    }
    if (limit !== null) adapt((state) => answered(state, now, isWanted()))
  }

  /** Sends nothing for a while. */
  const hold = (now: number, millis: number) => {
    if (millis <= 0 || now + millis <= heldUntil) return Effect.void
    const until = now + millis
    heldUntil = until
    isHeld = true
    return Effect.sleep(millis).pipe(
      Effect.zipRight(Effect.sync(() => {
        if (heldUntil !== until) return
        isHeld = false
        onChange()
      })),
      Effect.interruptible,
      Effect.forkIn(scope)
    )
  }

  const meet = Effect.tap(client.info, (server) => {
    const most = server?.maxConcurrentRequests ?? null
    if (most !== null) adapt((state) => withCeiling(state, Math.max(1, most)))
    onMeet(lane, server)
  })

  /** Looks for the server until it is there; any reply that is not of the passing kind shows that it is. */
  const probe = Effect.gen(function*() {
    while (away !== null) {
      const now = clock.unsafeCurrentTimeMillis()
      const left = (missedSince ?? now) + patience - now
      if (left <= 0 && lost === null) {
        const message = `${away.why}; gave up, since nothing succeeded for ${Duration.format(connectTimeout)}`
        lost = generateError({ _tag: "GaveUp", message })
        onChange()
      }
      const pause = retryPause(++tries, null, yield* Random.next)
      yield* Effect.sleep(left > 0 ? Math.min(pause, Math.ceil(left)) : pause)
      const answer = yield* Effect.either(meet)
      if (answer._tag === "Left" && answer.left.class === "transient") {
        away = { since: away.since, why: answer.left.message }
      } else {
        away = null
        lost = null
        onChange()
      }
    }
  })

  const goAway = (error: GenerateError) => {
    if (away !== null) return Effect.void
    const now = clock.unsafeCurrentTimeMillis()
    missedSince ??= now
    away = { since: missedSince, why: error.message }
    if (!isCareful && limit !== null) limit = wentAway(limit, now)
    carefully("the server went away")
    const message = `${error.message}; waiting for it, for up to ${Duration.format(connectTimeout)}`
    return Effect.zipRight(Effect.logWarning(message), Effect.forkIn(Effect.interruptible(probe), scope))
  }

  const tellCut = ({ message }: GenerateError, asked: number) =>
    Effect.logWarning(
      `${message}; it asks for a pause of ${Duration.format(asked)}, of which ${
        Duration.format(longestPause)
      } are kept`
    )

  const stumbled = (error: GenerateError, sent: number, company: number) => {
    const now = clock.unsafeCurrentTimeMillis()
    streak = afterFailure(streak, now, sent)
    if (error.reason._tag === "Overloaded") adapt((state) => refused(state, now, sent, company))
    if (isTroubled(streak)) carefully("it failed again and again")
    const asked = retryAfterOf(error) ?? 0
    const cut = asked > longestPause && !isHeld ? tellCut(error, asked) : Effect.void
    const rest = isTroubled(streak)
      ? Effect.flatMap(Random.next, (jitter) => hold(now, retryPause(streak.count - 1, asked, jitter)))
      : hold(now, Math.min(asked, longestPause))
    return Effect.zipRight(cut, rest)
  }

  const failed = (error: GenerateError, sent: number, company: number): Effect.Effect<unknown> => {
    if (isAway(error)) return goAway(error)
    if (error.class === "transient") return stumbled(error, sent, company)
    // The refusal of one request shows that the set-up is right.
    return error.class === "request" ? Effect.sync(succeeded) : Effect.void
  }

  const ask = insideOf(client.generate)
  const attempt: Guarded = (request, restore) =>
    Effect.suspend(() => {
      const sent = clock.unsafeCurrentTimeMillis()
      const company = inFlight
      return Effect.matchEffect(ask(request, restore), {
        onFailure: (error) => Effect.zipRight(failed(error, sent, company), Effect.fail(error)),
        onSuccess: (generation) => {
          succeeded()
          return Effect.succeed(generation)
        }
      })
    })

  if (limit !== null && load !== undefined) {
    const onLoad = (told: ServerLoad) => adapt((state) => queued(state, told, inFlight))
    yield* Effect.forkIn(watchQueue({ load, isBusy: () => inFlight > 0 && away === null, onLoad }), scope)
  }

  const isFree = () => away === null && !isHeld && inFlight < slots()

  const lane: Lane = {
    name,
    isFree,
    take: () => {
      if (!isFree()) return false
      inFlight++
      return true
    },
    giveBack: () => {
      inFlight--
    },
    limit: slots,
    load: () => inFlight / slots(),
    attempt,
    meet: Effect.catchAll(meet, (error) => error.class === "transient" ? goAway(error) : Effect.fail(error)),
    isProven: () => isProven,
    lost: () => lost,
    status: () => ({ name, inFlight, limit: slots(), away, history: log.entries() })
  }
  return lane
})
