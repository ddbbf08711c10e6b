/**
 * All stored experiments at a glance.
 */
import { Effect, Option, Schema } from "effect"
import type { ExperimentSpec } from "../../domain/ExperimentSpec.ts"
import type { StoredExperiment } from "../../storage/Results.ts"
import { Results } from "../../storage/Results.ts"
import { verdictNameOf } from "../../task/tasks.ts"
import { countOutcomes, type Counts, type Rates, ratesOf } from "./Summary.ts"

/** One experiment with its counts and rates over all of its records. */
export interface Listed {
  readonly id: string
  readonly spec: ExperimentSpec
  readonly counts: Counts
  readonly rates: Rates
  /** The versions of the readers that its records have: more than one while it is being re-read. */
  readonly readers: readonly string[]
  /** When its last run ended, in ISO 8601; null when none did. */
  readonly ended: string | null
}

const Document = Schema.Struct({ manifest: Schema.Struct({ ended: Schema.String }) })

/** When the last run ended by the stored document's account. */
export const endedOf = (document: Option.Option<unknown>): string | null =>
  document.pipe(
    Option.flatMap(Schema.decodeUnknownOption(Document)),
    Option.match({ onNone: () => null, onSome: ({ manifest }) => manifest.ended })
  )

/** One experiment at a glance. */
export const listed = Effect.fnUntraced(
  function*({ document, id, outcomes, readerVersions, spec }: StoredExperiment) {
    const verdictName = verdictNameOf(spec.task)
    const counts = countOutcomes(yield* outcomes, verdictName)
    const one: Listed = {
      id,
      spec,
      counts,
      rates: ratesOf(counts, verdictName),
      readers: [...(yield* readerVersions).keys()],
      ended: endedOf(yield* document)
    }
    return one
  }
)

/** Every experiment in the order of the ids, and what is wrong with those that cannot be read. */
export const listReadable = Effect.gen(function*() {
  const { ids, inspect } = yield* Results
  const [unreadable, all] = yield* Effect.partition(yield* ids, (id) =>
    inspect(id).pipe(
      Effect.flatMap(Option.match({
        onNone: () => Effect.succeedNone,
        onSome: (stored) => Effect.asSome(listed(stored))
      })),
      Effect.scoped
    ))
  return { listed: all.flatMap(Option.toArray), unreadable }
})

/** Every experiment, in the order of the ids. One that cannot be read is left out, with a warning: the others count. */
export const listExperiments = Effect.flatMap(
  listReadable,
  ({ listed, unreadable }) =>
    Effect.as(
      Effect.forEach(unreadable, ({ message }) => Effect.logWarning(`left out: ${message}`), {
        discard: true
      }),
      listed
    )
)
