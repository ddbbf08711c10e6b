/**
 * How many generations were asked for, and where they came from.
 */
import { Context, Layer } from "effect"
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

export class GenerationCounters extends Context.Tag("introspect/GenerationCounters")<GenerationCounters, {
  readonly count: (what: keyof GenerationCounts) => void
  readonly counts: () => GenerationCounts
  /** Counts the tokens of an answer that was sent for: what is paid. */
  readonly spend: (answer: CountedTokens) => void
  readonly spent: () => TokenUse
}>() {
  static readonly layer: Layer.Layer<GenerationCounters> = Layer.sync(GenerationCounters, () => {
    const tokens = noTokens()
    const counts = { requested: 0, cached: 0, coalesced: 0, sent: 0, retried: 0, failed: 0 }
    return {
      count: (what) => {
        counts[what]++
      },
      counts: () => ({ ...counts }),
      spend: (answer) => addTokens(tokens, answer),
      spent: () => sumTokens(tokens, noTokens())
    }
  })
}
