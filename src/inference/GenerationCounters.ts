/**
 * How many generations were asked for, and where they came from.
 */
import { Context, Effect, Fiber, FiberRef, Layer } from "effect"
import { addTokens, type CountedTokens, noTokens, sumTokens, type TokenUse } from "../domain/TokenUse.ts"

/** Counts of a run; each request is one of cached, coalesced and sent, unless a budget refused it. */
export interface GenerationCounts {
  /** Generations that the tasks asked for. */
  readonly requested: number
  /** Found in the cache. */
  readonly cached: number
  /** Joined an identical request in flight. */
  readonly coalesced: number
  /** Sent to a server, each counted once however often it was tried. */
  readonly sent: number
  /** Further attempts after a transient failure. */
  readonly retried: number
  /** Sent, and failed for good. */
  readonly failed: number
}

/** What was counted between two moments. */
export const countsSince = (before: GenerationCounts, now: GenerationCounts): GenerationCounts => ({
  requested: now.requested - before.requested,
  cached: now.cached - before.cached,
  coalesced: now.coalesced - before.coalesced,
  sent: now.sent - before.sent,
  retried: now.retried - before.retried,
  failed: now.failed - before.failed
})

type MutableCounts = { -readonly [What in keyof GenerationCounts]: GenerationCounts[What] }

const noCounts = (): MutableCounts => ({
  requested: 0,
  cached: 0,
  coalesced: 0,
  sent: 0,
  retried: 0,
  failed: 0
})

/** What one program asked for, and the tokens of what was sent for it. */
interface Own {
  readonly counts: MutableCounts
  readonly tokens: TokenUse
}

/** Where a program's own generations are counted; its fibers inherit it. */
const ownCounts = FiberRef.unsafeMake<Own | null>(null)

const current = (): Own | null => {
  const fiber = Fiber.getCurrentFiber()
  return fiber._tag === "Some" ? fiber.value.getFiberRef(ownCounts) : null
}

/** Counts what one program asks for, apart from others that share its servers; a joined request was sent by the first. */
export const countApart = <A, E, R>(
  program: (counts: () => GenerationCounts, spent: () => TokenUse) => Effect.Effect<A, E, R>
): Effect.Effect<A, E, R> =>
  Effect.suspend(() => {
    const own: Own = { counts: noCounts(), tokens: noTokens() }
    const run = program(() => ({ ...own.counts }), () => sumTokens(own.tokens, noTokens()))
    return Effect.locally(run, ownCounts, own)
  })

/** What all programs together asked for. */
export class GenerationCounters extends Context.Tag("introspect/GenerationCounters")<GenerationCounters, {
  readonly count: (what: keyof GenerationCounts) => void
  readonly counts: () => GenerationCounts
  /** Counts the tokens of an answer that was sent for: what is paid. */
  readonly spend: (answer: CountedTokens) => void
}>() {
  static readonly layer: Layer.Layer<GenerationCounters> = Layer.sync(GenerationCounters, () => {
    const counts = noCounts()
    return {
      count: (what) => {
        counts[what]++
        const own = current()
        if (own !== null) own.counts[what]++
      },
      counts: () => ({ ...counts }),
      spend: (answer) => {
        const own = current()
        if (own !== null) addTokens(own.tokens, answer)
      }
    }
  })
}
