/**
 * How many requests a server is given at once: a pure decision from how its throughput and refusals went.
 *
 * Slow start: the limit doubles as long as that raises the throughput. Then an eighth more and an eighth less are tried
 * from time to time: more is kept if it brings something, less if it costs nothing. A refusal halves it; while the
 * server's own queue grows, nothing is added. The throughput at a limit is counted over as many answers as the limit, after as many that were asked for under the limit before.
 */
import type { ServerLoad } from "./ServerLoad.ts"

/** A fixed number of requests in flight, or as many as do good, up to a ceiling. */
export type WorkerLimit = number | { readonly auto: number }

/** The most requests in flight that `auto` tries. */
export const usualCeiling = 1024

export interface AdaptiveLimit {
  readonly limit: number
  readonly ceiling: number
  readonly phase: "start" | "steady"
  /** Answers to wait for until the throughput is that of this limit. */
  readonly warmUp: number
  /** When the count began; null while it has not. */
  readonly since: number | null
  readonly answered: number
  /** The limit before the one that is tried, with its throughput per second; null while nothing is tried. */
  readonly before: { readonly limit: number; readonly throughput: number } | null
  /** Measurements in a row that showed no growth. */
  readonly flat: number
  /** Measurements to let pass before the next trial. */
  readonly rest: number
  /** What is tried next. */
  readonly next: "more" | "less"
  /** Requests in the server's own queue when it was last looked at. */
  readonly waiting: number
  /** Whether there were more of them than the time before. */
  readonly isQueueing: boolean
  /** When the limit was last lowered for a refusal. */
  readonly loweredAt: number
  /** Why the limit is what it is. */
  readonly why: string
}

const first = 8
const leastAnswers = 16
const leastMillis = 100
/** Doubled, the throughput should grow at least by this factor to go on. */
const doublingGain = 1.15
/** A change should bring, or may cost, this share of its proportion. */
const trialGain = 0.3
const restAfterTrial = 3

const measuring = { since: null, answered: 0 } as const

/** The state after the first answer. */
export const startLimit = (ceiling: number): AdaptiveLimit => ({
  limit: Math.min(first, ceiling),
  ceiling,
  phase: "start",
  warmUp: 1,
  ...measuring,
  before: null,
  flat: 0,
  rest: 0,
  next: "more",
  waiting: 0,
  isQueueing: false,
  loweredAt: Number.NEGATIVE_INFINITY,
  why: "the first answer"
})

/** The same with a ceiling that the server announced. */
export const withCeiling = (state: AdaptiveLimit, ceiling: number): AdaptiveLimit =>
  ceiling >= state.ceiling ? state : {
    ...state,
    ceiling,
    limit: Math.min(state.limit, ceiling),
    why: "the server's announced maximum"
  }

const perSecond = (throughput: number) => `${throughput.toPrecision(3)}/s`

/** Moves to another limit, and measures anew there. */
const moveTo = (state: AdaptiveLimit, limit: number, change: Partial<AdaptiveLimit>): AdaptiveLimit => {
  const next = Math.max(1, Math.min(limit, state.ceiling))
  return { ...state, ...measuring, limit: next, warmUp: Math.max(state.limit, next), ...change }
}

const afterDoubling = (state: AdaptiveLimit, throughput: number): AdaptiveLimit => {
  const { before, ceiling, flat, isQueueing, limit } = state
  if (limit >= ceiling && before === null) return { ...state, ...measuring }
  if (isQueueing) {
    return moveTo(state, limit, { phase: "steady", before: null, flat: 0, rest: restAfterTrial })
  }
  if (before === null || throughput >= before.throughput * doublingGain) {
    const why = `doubled while the throughput grows (${perSecond(throughput)} at ${limit})`
    return moveTo(state, limit * 2, { before: limit >= ceiling ? null : { limit, throughput }, flat: 0, why })
  }
  // One measurement may be bad luck; a second one is not.
  if (flat === 0) return { ...state, ...measuring, flat: 1 }
  const why = `twice as many gave no more (${perSecond(throughput)} at ${limit})`
  return moveTo(state, before.limit, { phase: "steady", before: null, flat: 0, rest: restAfterTrial, why })
}

/** Tries the next change. */
const attempt = (state: AdaptiveLimit, throughput: number): AdaptiveLimit => {
  const { ceiling, isQueueing, limit } = state
  const mayGrow = limit < ceiling && !isQueueing
  const next = limit === 1 || (state.next === "more" && mayGrow) ? "more" : "less"
  if (next === "more" && !mayGrow) return { ...state, ...measuring }
  const step = Math.ceil(limit / 8)
  const why = `to see whether ${next} is better (${perSecond(throughput)} at ${limit})`
  return moveTo(state, next === "more" ? limit + step : limit - step, {
    before: { limit, throughput },
    next,
    why
  })
}

const afterTrial = (state: AdaptiveLimit, throughput: number): AdaptiveLimit => {
  const { before, limit, next, rest } = state
  if (before === null) {
    return rest > 0 ? { ...state, ...measuring, rest: rest - 1 } : attempt(state, throughput)
  }
  const expected = before.throughput * (1 + trialGain * (limit / before.limit - 1))
  if (throughput >= expected) return attempt({ ...state, before: null }, throughput)
  const why = `${limit} ${next === "more" ? "gave no more" : "gave less"} (${perSecond(throughput)})`
  const other = next === "more" ? "less" : "more"
  return moveTo(state, before.limit, { before: null, rest: restAfterTrial, next: other, why })
}

/** After an answer. Where requests did not wait for slots, the limit was not what held the throughput. */
export const answered = (state: AdaptiveLimit, now: number, isSaturated: boolean): AdaptiveLimit => {
  if (!isSaturated) return state.since === null ? state : { ...state, ...measuring }
  if (state.warmUp > 0) return { ...state, warmUp: state.warmUp - 1 }
  if (state.since === null) return { ...state, since: now }
  const count = state.answered + 1
  const millis = now - state.since
  if (count < Math.max(state.limit, leastAnswers) || millis < leastMillis) {
    return { ...state, answered: count }
  }
  const throughput = 1000 * count / millis
  return state.phase === "start" ? afterDoubling(state, throughput) : afterTrial(state, throughput)
}

/**
 * After a refusal (429, 503) of a request that was sent at `sent` with so many in flight: half as many. Refusals of
 * what was sent before the limit was lowered say nothing new.
 */
export const refused = (state: AdaptiveLimit, now: number, sent: number, inFlight: number): AdaptiveLimit =>
  sent < state.loweredAt ? state : moveTo(state, Math.floor(Math.min(state.limit, inFlight) / 2), {
    phase: "steady",
    before: null,
    flat: 0,
    rest: restAfterTrial,
    loweredAt: now,
    why: `the server refused one of ${inFlight}`
  })

/**
 * After a look at the server's own queue, with so many of ours in flight. Where more wait there than are worked on, an
 * eighth less does as well; how long the queue is says something again once that has come true.
 */
export const queued = (
  state: AdaptiveLimit,
  { running, waiting }: ServerLoad,
  inFlight: number
): AdaptiveLimit => {
  const looked = { ...state, waiting, isQueueing: waiting > state.waiting }
  if (waiting <= running || inFlight > state.limit || state.limit === 1) return looked
  return moveTo(looked, state.limit - Math.ceil(state.limit / 8), {
    phase: "steady",
    before: null,
    flat: 0,
    rest: restAfterTrial,
    why: `${waiting} requests wait in the server's queue, while it works on ${running}`
  })
}

/** After the server went away: half as many, from where slow start goes on. */
export const wentAway = (state: AdaptiveLimit, now: number): AdaptiveLimit =>
  moveTo(state, Math.floor(state.limit / 2), {
    phase: "start",
    before: null,
    flat: 0,
    rest: 0,
    loweredAt: now,
    why: "the server went away"
  })
