/**
 * Looking for words in the texts and answers of observations, a bounded piece at a time.
 */
import { Effect, Option } from "effect"
import { Digest } from "../../domain/Digest.ts"
import type { Glance, Place, Selection } from "../../domain/Glance.ts"
import type { ObservationRecord, SessionRecord } from "../../domain/ObservationRecord.ts"
import { showPrompt } from "../../domain/Prompt.ts"
import { type CacheEntry, GenerationCache } from "../../storage/GenerationCache.ts"
import type { StoredExperiment } from "../../storage/Results.ts"
import { requestsOf } from "./exported.ts"

/** What one piece of a search came to. */
export interface Found {
  /** The observations with the words, in the order of `idx`. */
  readonly glances: readonly Glance[]
  /** How many observations were looked at. */
  readonly searched: number
  /** Where the search goes on; null when it has come to the end. */
  readonly next: Place | null
}

/** A search's bounds: it ends with so many finds, or when it has looked at so many observations. */
export interface SearchBounds {
  readonly size: number
  readonly most: number
}

const readingText = ({ reading }: SessionRecord): string =>
  reading === null ? "" : typeof reading === "string" ? reading : reading.join("\n")

/** The texts of an observation: its label, prompts, answers, and what was read and thought. */
const textsOf = (
  { label, sessions }: ObservationRecord,
  entries: ReadonlyMap<Digest, CacheEntry>
): readonly string[] => [
  label,
  ...sessions.flatMap((session) => {
    const entry = entries.get(Digest(session.request))
    return entry === undefined
      ? [readingText(session)]
      : [showPrompt(entry.request.prompt), entry.generation.text, readingText(session)]
  })
]

const chunk = 200

/** Looks for words, in any case, among the selected observations from a place on. */
export const searchObservations = Effect.fnUntraced(function*(
  { glances, record }: Pick<StoredExperiment, "glances" | "record">,
  { place, selection, words }: {
    readonly selection: Selection
    readonly words: string
    readonly place: Place
  },
  { most, size }: SearchBounds
) {
  const cache = yield* GenerationCache
  const wanted = words.toLowerCase()
  const found: Glance[] = []
  let here = place
  let searched = 0
  while (searched < most) {
    const isForward = "after" in here
    const asked = Math.min(chunk, most - searched)
    const candidates = yield* glances(selection, here, asked)
    const records = (yield* Effect.forEach(candidates, ({ idx }) => record(idx))).map(Option.getOrNull)
    const entries = yield* cache.entries(requestsOf(records.filter((one) => one !== null)))
    const pairs = candidates.map((glance, i) => ({ glance, record: records[i] ?? null }))
    for (const { glance, record } of isForward ? pairs : pairs.toReversed()) {
      searched++
      here = isForward ? { after: glance.idx } : { before: glance.idx }
      const isFound = record !== null
        && textsOf(record, entries).some((text) => text.toLowerCase().includes(wanted))
      if (!isFound) continue
      if (isForward) found.push(glance)
      else found.unshift(glance)
      if (found.length === size) return { glances: found, searched, next: here } satisfies Found
    }
    if (candidates.length < asked) return { glances: found, searched, next: null } satisfies Found
    yield* Effect.yieldNow()
  }
  return { glances: found, searched, next: here } satisfies Found
})
